import classes from './caller-field.module.css'
import { highlight } from './highlight.ts'

/** Text with its matching parts highlighted. */
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
