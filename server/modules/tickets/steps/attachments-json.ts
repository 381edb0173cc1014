import { sql } from 'kysely'
import { type Attachment, previewTypes } from '../../../../contract/attachments.ts'
import type { NameOf } from '../../../platform/name-cache.ts'
import { toPerson } from './timeline.ts'

type StoredAttachment = Omit<Attachment, 'by' | 'hasPreview'> & { byAgent: string | null; byContact: string | null }

/** SQL for the attachments of a `ticket`. Uses the index attachment_of_ticket. */
export const attachmentsJson = sql<StoredAttachment[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type, 'stepId', a.step_id,
    'atOpening', a.at_opening, 'createdAt', a.created_at, 'byAgent', a.uploaded_by_agent_id,
    'byContact', a.uploaded_by_contact_id) order by a.id)
  from (select * from attachment where attachment.ticket_id = ticket.id order by attachment.id desc limit 1000) a), '[]')`

export function toAttachment({ byAgent, byContact, ...stored }: StoredAttachment, nameOf: NameOf): Attachment {
  const hasPreview = previewTypes.some((type) => type === stored.type)
  return { ...stored, hasPreview, by: toPerson(nameOf, byAgent, byContact) }
}
