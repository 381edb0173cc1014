import { criticalities } from '../contract/enum-values.ts'
import type { Criticality } from '../contract/enums.ts'
import classes from './criticality-bars.module.css'

/** Icon of a criticality: one to four rising bars. Decorative beside a text; on its own it takes `label`. */
export function CriticalityBars({ criticality, label }: { criticality: Criticality; label?: string }) {
  const filled = criticalities.indexOf(criticality) + 1
  return (
    <span
      className={classes.bars}
      data-criticality={criticality}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {criticalities.map((step, index) => (
        <i key={step} data-filled={index < filled || undefined} />
      ))}
    </span>
  )
}
