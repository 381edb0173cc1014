import classes from './tag-chip.module.css'

/** A free label, or the kind of a step: a word in a hairline. */
export function TagChip({ children }: { children: string }) {
  return <span className={classes.chip}>{children}</span>
}
