import classes from './tag-chip.module.css'

/** Chip with a tag or the kind of a step. */
export function TagChip({ children }: { children: string }) {
  return <span className={classes.chip}>{children}</span>
}
