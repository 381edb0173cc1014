import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { SiteRef } from '../../../../contract/common.ts'
import type { Permission } from '../../../../contract/permissions.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMay } from '../../../lib/session.ts'
import { StatedCompany } from '../../../lib/stated-company.tsx'
import { PhoneLink } from '../phone-link.tsx'
import classes from './concerned-lines.module.css'
import { EmptyValue } from './empty-value.tsx'

/** Number of contacts shown at first; the others on demand, so that the other properties stay in view. */
const atFirst = 4

/** Affected contacts with their phone number and address. Contacts without an address are marked. */
export function ContactLines({ contacts }: { contacts: TicketView['contacts'] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  if (contacts.length === 0) return <EmptyValue />
  const shown = all || contacts.length <= atFirst + 1 ? contacts : contacts.slice(0, atFirst)
  const others = contacts.length - shown.length
  return (
    <ul className={classes.lines}>
      {shown.map((contact) => (
        <li key={contact.id}>
          <RecordLink to="/contacts/$id" id={contact.id} may="contacts.read">
            {contact.name}
          </RecordLink>
          {contact.phone && (
            <small>
              <PhoneLink phone={contact.phone} />
            </small>
          )}
          {contact.email ? (
            <small className={classes.mail}>
              <MailLink email={contact.email} />
            </small>
          ) : (
            <small className={classes.untold}>{t('readers.not_by_mail')}</small>
          )}
          {contact.email && contact.declinesMail && (
            <small className={classes.untold}>{t(`readers.declines_${contact.declinesMail}`)}</small>
          )}
          {contact.statedCompany && <StatedCompany contact={contact} stated={contact.statedCompany} />}
        </li>
      ))}
      {others > 0 && (
        <li>
          <button type="button" className={classes.others} onClick={() => setAll(true)}>
            {t('fact.others', { count: others })}
          </button>
        </li>
      )}
    </ul>
  )
}

type RecordLinkProps = {
  to: '/contacts/$id' | '/equipements/$id'
  id: string
  may: Permission
  children: ReactNode
}

/** Link to the page of a record, for agents who may see it; plain text for the others. */
function RecordLink({ to, id, may, children }: RecordLinkProps) {
  if (!useMay(may)) return children
  return (
    <Link to={to} params={{ id }}>
      {children}
    </Link>
  )
}

/** Mail address that may break before the @ in a narrow column. */
function MailLink({ email }: { email: string }) {
  const at = email.lastIndexOf('@')
  return (
    <a href={`mailto:${email}`} title={email}>
      <span>{email.slice(0, at)}</span>
      <span>{email.slice(at)}</span>
    </a>
  )
}

/** Site with its address, linked to a map, and its access instructions. */
function SiteLines({ site }: { site: SiteRef }) {
  const t = useT()
  const address = site.address.split('\n').filter(Boolean).join(', ')
  return (
    <>
      <small>
        <Link to="/sites/$id" params={{ id: site.id }}>
          {site.name}
        </Link>
      </small>
      {address && (
        <small>
          <a href={mapOf(address)} target="_blank" rel="noreferrer" title={t('fact.map')}>
            {withWholeTown(address)}
          </a>
        </small>
      )}
      {site.access && <small className={classes.access}>{t('fact.access', { access: site.access })}</small>}
    </>
  )
}

/** Keeps a postcode and its town on one line. */
const withWholeTown = (address: string) => address.replaceAll(/\b(\d{5}) /g, '$1\u00a0')

const mapOf = (address: string) => `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`

export function EquipmentLines({ equipment }: { equipment: TicketView['equipment'] }) {
  const t = useT()
  if (equipment.length === 0) return <EmptyValue feminine />
  return (
    <ul className={classes.lines}>
      {equipment.map((machine) => (
        <li key={machine.id}>
          <RecordLink to="/equipements/$id" id={machine.id} may="equipment.read">
            {machine.label}
          </RecordLink>
          {(machine.serialNumber || machine.location) && (
            <small>
              {[machine.serialNumber && t('fact.serial', { number: machine.serialNumber }), machine.location]
                .filter(Boolean)
                .join(dot)}
            </small>
          )}
          {machine.site && <SiteLines site={machine.site} />}
        </li>
      ))}
    </ul>
  )
}
