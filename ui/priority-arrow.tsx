import type { Priority } from '../contract/enums.ts'
import classes from './priority-arrow.module.css'

const paths: Record<Priority, string> = {
  low: 'M8 3v10M4 9l4 4 4-4',
  normal: 'M3 8h10M9 4l4 4-4 4',
  high: 'M8 13V3M4 7l4-4 4 4',
  urgent: 'M4 7.5l4-4 4 4M4 12.5l4-4 4 4',
}

/** Icon of a priority: an arrow in the colour of the text, to distinguish it from the criticality. */
export function PriorityArrow({ priority, label }: { priority: Priority; label?: string }) {
  return (
    <svg
      className={classes.arrow}
      data-priority={priority}
      viewBox="0 0 16 16"
      width={14}
      height={14}
      role={label ? 'img' : undefined}
      aria-hidden={!label}
    >
      <title>{label ?? ''}</title>
      <path d={paths[priority]} />
    </svg>
  )
}
