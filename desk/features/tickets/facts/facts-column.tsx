import { Link } from '@tanstack/react-router'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { ContactsFact, EquipmentFact, ProjectFact } from './concerned-facts.tsx'
import { Fact } from './fact.tsx'
import classes from './facts-column.module.css'
import { FilesFact } from './files-fact.tsx'
import { GuestLinkFact } from './guest-link-fact.tsx'
import { DueFact, ReportedFact } from './moment-facts.tsx'
import { AssigneesFact, LeadFact } from './people-facts.tsx'
import { CriticalityFact, KindFact, PriorityFact, TeamFact } from './simple-facts.tsx'
import { TagsFact } from './tags-fact.tsx'
import { WatchersFact } from './watchers-fact.tsx'

/** Property that has a shortcut. */
export type KeyedFact = 'priority' | 'lead'
type Props = { ticket: TicketView; begun?: KeyedFact | null }

/** Properties of a ticket, in a column beside its story. */
export function FactsColumn({ ticket, begun }: Props) {
  return (
    <>
      <LeadFact ticket={ticket} begun={begun === 'lead'} />
      <AssigneesFact ticket={ticket} />
      <WatchersFact ticket={ticket} />
      <TeamFact ticket={ticket} />
      <hr className={classes.line} />
      <CriticalityFact ticket={ticket} />
      <PriorityFact ticket={ticket} begun={begun === 'priority'} />
      <DueFact ticket={ticket} />
      <hr className={classes.line} />
      <ContactsFact ticket={ticket} />
      {ticket.channel === 'form' && <GuestLinkFact ticket={ticket} />}
      {ticket.company && <CompanyFact company={ticket.company} />}
      <EquipmentFact ticket={ticket} />
      <ProjectFact ticket={ticket} />
      <hr className={classes.line} />
      <KindFact ticket={ticket} />
      <ReportedFact ticket={ticket} />
      <TagsFact ticket={ticket} />
      <hr className={classes.line} />
      <FilesFact ticket={ticket} />
    </>
  )
}

function CompanyFact({ company }: { company: NonNullable<TicketView['company']> }) {
  const t = useT()
  return (
    <Fact label={t('fact.company')}>
      <Link to="/tickets" search={{ companyId: company.id }} className={classes.company}>
        {company.name}
      </Link>
      <small>{t('fact.open_tickets', { count: company.openTickets })}</small>
    </Fact>
  )
}
