import classes from './drop-veil.module.css'
import { Icon } from './icon.tsx'

/** Overlay that says that files can be dropped here. */
export function DropVeil({ label }: { label: string }) {
  return (
    <div className={classes.veil} aria-hidden="true">
      <span>
        <Icon name="clip" />
        {label}
      </span>
    </div>
  )
}
