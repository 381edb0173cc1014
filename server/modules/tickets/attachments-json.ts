import { sql } from 'kysely'
import { previewTypes } from '../../../contract/attachments.ts'
import type { TicketView } from '../../../contract/tickets.ts'

/** For a SELECT from `ticket`. The index attachment_of_ticket serves it. */
export const attachmentsJson = sql<TicketView['attachments']>`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type,
    'hasPreview', a.type = any(${[...previewTypes]}::text[]), 'stepId', a.step_id, 'atOpening', a.at_opening,
    'createdAt', a.created_at, 'by', json_build_object('id', coalesce(u.id, c.id), 'name', coalesce(u.name, c.name),
      'kind', case when u.id is null then 'contact' else 'agent' end)) order by a.id)
  from (select * from attachment where attachment.ticket_id = ticket.id order by attachment.id desc limit 1000) a
  left join user_account u on u.id = a.uploaded_by_agent_id
  left join contact c on c.id = a.uploaded_by_contact_id), '[]')`
