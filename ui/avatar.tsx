import classes from './avatar.module.css'
import { cx } from './cx.ts'

/** Returns initials: KB for “Karim Benali”, A for “accueil”. */
export function initials(name: string) {
  const words = name.trim().split(/[\s-]+/)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** Avatar with initials, empty without a name. */
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
