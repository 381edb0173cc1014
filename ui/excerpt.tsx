import classes from './excerpt.module.css'

type Props = { label: string; parts: { text: string; found: boolean }[] }

/** Line of a text with search matches marked. */
export function Excerpt({ label, parts }: Props) {
  return (
    <span className={classes.excerpt}>
      <i>{label}</i>{' '}
      {parts.map((part, index) =>
        part.found ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in order
          <mark key={index} className={classes.mark}>
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </span>
  )
}
