import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import classes from './concerned-lines.module.css'
import { None } from './none.tsx'

/** Who the problem touches, and how to reach them; who has no mail is not told by mail. */
export function ContactLines({ contacts }: { contacts: TicketView['contacts'] }) {
  const t = useT()
  if (contacts.length === 0) return <None />
  return (
    <ul className={classes.lines}>
      {contacts.map((contact) => (
        <li key={contact.id}>
          {contact.name}
          {contact.phone && (
            <small>
              <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
            </small>
          )}
          {contact.email ? (
            <small className={classes.mail} title={contact.email}>
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </small>
          ) : (
            <small className={classes.untold}>{t('readers.not_by_mail')}</small>
          )}
        </li>
      ))}
    </ul>
  )
}

export function EquipmentLines({ equipment }: { equipment: TicketView['equipment'] }) {
  const t = useT()
  if (equipment.length === 0) return <None feminine />
  return (
    <ul className={classes.lines}>
      {equipment.map((machine) => (
        <li key={machine.id}>
          {machine.label}
          {(machine.serialNumber || machine.location) && (
            <small>
              {[machine.serialNumber && t('fact.serial', { number: machine.serialNumber }), machine.location]
                .filter(Boolean)
                .join(' · ')}
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}
