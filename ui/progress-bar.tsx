import { cx } from './cx.ts'
import classes from './progress-bar.module.css'

type Props = { label: string; value: number; max: number; className?: string }

/** Progress bar. */
export function ProgressBar({ label, value, max, className }: Props) {
  return (
    <progress className={cx(classes.progress, className)} aria-label={label} value={value} max={max}>
      {Math.round((value / max) * 100)} %
    </progress>
  )
}
