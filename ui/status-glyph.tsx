import type { Status } from '../contract/enums.ts'
import classes from './status-glyph.module.css'

/** One shape per status, distinct without colour: open ones depict the work, closed ones the result. */
const paths: Record<Status, string> = {
  opened: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11',
  waiting: 'M4 2.5h8M4 13.5h8M5 2.5c0 3 6 8 6 11M11 2.5c0 3-6 8-6 11',
  investigating: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.5 8 3.5 3.5',
  disputed: 'M8 2 14.5 13.5h-13zM8 6.5v3.5M8 11.5v.4',
  fixing: 'M10 2.5a3.5 3.5 0 0 0-3.3 4.7L2.5 11.4l2.1 2.1 4.2-4.2A3.5 3.5 0 0 0 13.5 6l-2 2-1.8-.2L9.5 6z',
  resolved: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M5.4 8.2l1.9 1.9 3.4-3.9',
  rejected: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M4.2 4.2l7.6 7.6',
  cancelled: 'm4 4 8 8M12 4l-8 8',
}

/** Icon of a status. Decorative beside a text; on its own it takes `label`. */
export function StatusGlyph({ status, label }: { status: Status; label?: string }) {
  return (
    <svg
      className={classes.glyph}
      data-status={status}
      viewBox="0 0 16 16"
      width={16}
      height={16}
      role={label ? 'img' : undefined}
      aria-hidden={!label}
    >
      <title>{label ?? ''}</title>
      <path d={paths[status]} />
    </svg>
  )
}
