import { dot } from '../../../browser/separator.ts'
import type { Caller } from '../../../contract/contacts.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './caller-field.module.css'
import { Marked } from './marked.tsx'

/** Contact in the results: name and company, then numbers, address and counts of open tickets. */
export function CallerOption({ caller, question }: { caller: Caller; question: string }) {
  const t = useT()
  const digits = question.replace(/\D/g, '')
  // Prefers the number that matches the typed one.
  const numbers = [caller.phone, caller.mobile].filter((number) => number !== null)
  const number = numbers.find((one) => digits.length > 3 && one.replace(/\D/g, '').includes(digits)) ?? numbers[0]
  const facts = [
    caller.machine && `${caller.machine.label}${caller.machine.serialNumber ? ` ${caller.machine.serialNumber}` : ''}`,
    number ?? caller.email,
  ].filter((fact) => fact !== null && fact !== undefined)
  const counts = [
    caller.openTickets > 0 && t('call.open_tickets', { count: caller.openTickets }),
    caller.machines > 0 && t('call.machines_count', { count: caller.machines }),
  ].filter((count) => count !== false)
  return (
    <>
      <span className={classes.name}>
        <Marked text={caller.name} question={question} />
      </span>
      {caller.company && (
        <span className={classes.company}>
          <Marked text={caller.company.name} question={question} />
        </span>
      )}
      <small className={classes.facts}>
        {facts.map((fact) => (
          <span key={fact} className="num">
            <Marked text={fact} question={question} />
            {(fact !== facts.at(-1) || counts.length > 0) && dot}
          </span>
        ))}
        {counts.join(dot)}
      </small>
    </>
  )
}
