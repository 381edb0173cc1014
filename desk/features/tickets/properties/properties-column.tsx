import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { ContactsProperty, EquipmentProperty, ProjectProperty } from './concerned-properties.tsx'
import { DueProperty, ReportedProperty } from './date-properties.tsx'
import { FilesProperty } from './files-property.tsx'
import { AssigneesProperty, LeadProperty } from './people-properties.tsx'
import classes from './properties-column.module.css'
import { Property } from './property.tsx'
import { CriticalityProperty, KindProperty, PriorityProperty, TeamProperty } from './simple-properties.tsx'
import { TagsProperty } from './tags-property.tsx'
import { WatchersProperty } from './watchers-property.tsx'

const GuestLinkProperty = lazyPart(
  () => import('./guest-link-property.tsx').then((file) => file.GuestLinkProperty),
  () => null,
)

/** Property that has a shortcut. */
export type ShortcutProperty = 'priority' | 'lead'
type Props = { ticket: TicketView; actions: ReactNode; defaultOpened?: ShortcutProperty | null }

/** Properties of a ticket, in a column beside its story. */
export function PropertiesColumn({ ticket, actions, defaultOpened }: Props) {
  return (
    <>
      <LeadProperty ticket={ticket} defaultOpened={defaultOpened === 'lead'} />
      <AssigneesProperty ticket={ticket} />
      <WatchersProperty ticket={ticket} />
      <TeamProperty ticket={ticket} />
      <hr className={classes.line} />
      <CriticalityProperty ticket={ticket} />
      <PriorityProperty ticket={ticket} defaultOpened={defaultOpened === 'priority'} />
      <DueProperty ticket={ticket} />
      <hr className={classes.line} />
      {actions}
      <ContactsProperty ticket={ticket} />
      {ticket.channel === 'form' && <GuestLinkProperty ticket={ticket} onClose={() => {}} />}
      {ticket.company && <CompanyProperty company={ticket.company} />}
      <EquipmentProperty ticket={ticket} />
      <ProjectProperty ticket={ticket} />
      <hr className={classes.line} />
      <KindProperty ticket={ticket} />
      <ReportedProperty ticket={ticket} />
      <TagsProperty ticket={ticket} />
      <hr className={classes.line} />
      <FilesProperty ticket={ticket} />
    </>
  )
}

function CompanyProperty({ company }: { company: NonNullable<TicketView['company']> }) {
  const t = useT()
  return (
    <Property label={t('fact.company')}>
      <Link to="/tickets" search={{ companyId: company.id }} className={classes.company}>
        {company.name}
      </Link>
      <small>{t('fact.open_tickets', { count: company.openTickets })}</small>
    </Property>
  )
}
