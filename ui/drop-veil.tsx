import classes from './drop-veil.module.css'
import { Icon } from './icon.tsx'

/** Says, over what it covers, that a file may be let go here. */
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
