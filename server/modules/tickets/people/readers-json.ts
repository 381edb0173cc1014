import { sql } from 'kysely'
import { readersShown, type TicketReaders } from '../../../../contract/tickets.ts'

type StoredReaders = Omit<TicketReaders, 'people'> & {
  people: (Omit<TicketReaders['people'][number], 'company'> & { companyId: string | null })[]
}

/**
 * SQL for the clients who can read public steps, by the same rules as policy.ts, and whether they are mailed, as in
 * mails/audience.ts. Counts stop at 1,000.
 */
export const readersJson = sql<StoredReaders>`(
  select json_build_object(
    'count', count(*),
    'mailed', count(*) filter (where mailed),
    'people', coalesce(
      json_agg(json_build_object('id', id, 'name', name, 'companyId', company_id, 'phone', phone, 'mailed', mailed,
        'via', (array['concerned', 'reporter', 'supervisor', 'project'])[via]) order by place)
      filter (where place <= ${sql.lit(readersShown)}), '[]'))
  from (
    select c.id, c.name, read_by.via, coalesce(c.phone, c.mobile) as phone, c.company_id,
      read_by.via <= 2 and c.email is not null and c.mail_messages as mailed,
      row_number() over (order by read_by.via, c.name_search, c.id) as place
    from (
      select contact_id, min(via) as via
      from (
        select contact_id, 1 as via from ticket_contact where ticket_id = ticket.id
        union all select ticket.reporter_contact_id, 2 where ticket.reporter_contact_id is not null
        union all (
          select id, 3 from contact
          where is_supervisor and company_id = ticket.company_id limit 1000)
        union all (
          select contact_id, 4 from project_contact
          where ticket.kind = 'anomaly' and project_id = ticket.project_id limit 1000)
      ) found
      group by contact_id
    ) read_by join contact c on c.id = read_by.contact_id and c.archived_at is null
  ) readers)`
