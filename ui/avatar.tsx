import classes from './avatar.module.css'
import { cx } from './cx.ts'

/** “Karim Benali” → KB; “accueil” → A. */
export function initials(name: string) {
  const words = name.trim().split(/[\s-]+/)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** A person by their initials; an empty place without a name. */
export function Avatar({ name, size = 22 }: { name: string | null; size?: 18 | 20 | 22 | 26 | 32 }) {
  return (
    <span
      className={cx(classes.avatar, name === null && classes.nobody)}
      data-size={size}
      title={name ?? undefined}
      aria-hidden="true"
    >
      {name !== null && initials(name)}
    </span>
  )
}
