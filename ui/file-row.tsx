import { type ReactNode, useState } from 'react'
import { cx } from './cx.ts'
import classes from './file-row.module.css'
import { Icon } from './icon.tsx'
import { ProgressBar } from './progress-bar.tsx'

type Props = {
  name: string
  /** Size and type, progress, or problem. */
  note: ReactNode
  /** Thumbnail. */
  picture?: string | null
  /** 0 to 1, while it is being sent. */
  progress?: number | null
  failed?: boolean
  /** Wraps the name into a link or a button. */
  link?: (name: ReactNode) => ReactNode
  actions?: ReactNode
}

/** Row of a file: thumbnail, name, note and actions. */
export function FileRow({ name, note, picture = null, progress = null, failed, link, actions }: Props) {
  const shown = <span className={classes.name}>{name}</span>
  return (
    <div className={cx(classes.row, failed && classes.failed)}>
      <Thumbnail src={picture} />
      <div className={classes.words}>
        {link ? link(shown) : shown}
        <small role={failed ? 'alert' : undefined}>{note}</small>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
      {progress !== null && <ProgressBar className={classes.progress} label={name} value={progress} max={1} />}
    </div>
  )
}

/** Decorative thumbnail; an icon when there is none or it is broken. */
function Thumbnail({ src }: { src: string | null }) {
  const [broken, setBroken] = useState(false)
  return (
    <span className={classes.thumbnail}>
      {src && !broken ? <img src={src} alt="" loading="lazy" onError={() => setBroken(true)} /> : <Icon name="file" />}
    </span>
  )
}
