import type { Visibility } from '../contract/enums.ts'
import { Icon } from './icon.tsx'
import classes from './visibility-mark.module.css'

/** Visibility with its text: an eye when clients read it, a lock when only agents do. */
export function VisibilityMark({ visibility, children }: { visibility: Visibility; children: string }) {
  return (
    <span className={classes.mark} data-visibility={visibility}>
      <Icon name={visibility === 'public' ? 'eye' : 'lock'} size={14} />
      {children}
    </span>
  )
}
