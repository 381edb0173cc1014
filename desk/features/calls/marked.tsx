import classes from './caller-field.module.css'
import { highlight } from './highlight.ts'

/** A text whose found parts stand out. */
export function Marked({ text, question }: { text: string; question: string }) {
  return highlight(text, question).map((part, index) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in order
      <mark key={index} className={classes.mark}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
}
