import { sql } from 'kysely'
import type { EventName } from '../../../../contract/events.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'

const purposes: Partial<Record<EventName, 'invitation' | 'reset' | 'password_set'>> = {
  'agent.invited': 'invitation',
  'agent.reset_asked': 'reset',
  'agent.password_set': 'password_set',
}

type AccessEvent = { name: EventName; subjectId: string; linkId: string | null }

/** Queues mails about agents' own access, one for each event, due at once. A mail with a link has the link's id. */
export async function planAccessMails(tx: Tx, events: readonly AccessEvent[], domain: string): Promise<void> {
  for (const { name, subjectId, linkId } of events) {
    const purpose = purposes[name]
    if (!purpose) continue
    const id = linkId ?? newId()
    await sql`
      insert into mail (id, message_id, purpose, agent_id, address, state, send_at)
      select ${id}::uuid, ${`<${id}@${domain}>`}, ${purpose}, id, email, 'waiting', now()
      from user_account where id = ${subjectId}`.execute(tx)
  }
}
