import classes from './kbd.module.css'

/** A key as printed on a keyboard. `Ctrl ↵` is two keys in one frame. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className={classes.key} aria-hidden="true">
      <kbd className={classes.kbd}>{children}</kbd>
    </span>
  )
}
