import { sql } from 'kysely'
import type { ErrorCode } from '../../contract/errors.ts'
import type { EventName } from '../../contract/events.ts'
import type { SecurityKind } from '../../contract/security.ts'
import type { Actor } from '../actors.ts'
import type { Db, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { hashToken } from './signature.ts'

export type SecurityEntry = {
  kind: SecurityKind
  actor: { kind: Actor['kind']; id: string | null }
  account?: string
  network?: string
  detail: string
  subjectId?: string
  times?: number
}

/** Adds an entry to the security log. Equal entries within an hour share one row with a count. */
export async function recordSecurity(db: Db | Tx, entry: SecurityEntry): Promise<void> {
  const { kind, actor, account = '', network = '', detail, subjectId = null, times = 1 } = entry
  const hour = new Date().toISOString().slice(0, 13)
  const parts = [kind, actor.kind, actor.id, account, network, detail, subjectId, hour]
  await db
    .insertInto('security_event')
    .values({
      id: newId(),
      kind,
      actor_kind: actor.kind,
      actor_id: actor.id,
      account: account.slice(0, 254),
      network,
      detail,
      subject_id: subjectId,
      times,
      merge_key: hashToken(JSON.stringify(parts)),
    })
    .onConflict((conflict) =>
      conflict
        .column('merge_key')
        .doUpdateSet({ times: sql<number>`security_event.times + excluded.times`, at: sql<string>`now()` }),
    )
    .execute()
}

const changes =
  /^(agent|role|api_key|website|organisation)\.|^mail\.settings|^(form|spreadsheet)\.(created|changed|removed)$/

/** Tells whether an event changes the protection of the desk: settings, roles, keys, secrets, accounts. */
export const isSecurityChange = (name: EventName) => changes.test(name)

const kinds: Partial<Record<ErrorCode, SecurityKind>> = {
  forbidden: 'forbidden',
  too_many_requests: 'throttled',
  limit_reached: 'throttled',
  wrong_credentials: 'failure',
  wrong_code: 'failure',
  second_step_expired: 'failure',
  passkey_refused: 'failure',
  code_refused: 'failure',
  opened_elsewhere: 'failure',
  link_refused: 'failure',
  link_expired: 'failure',
  site_token_refused: 'failure',
  set_up_link_refused: 'failure',
}

/** Returns the kind of a refusal in the security log, or null for one that is not recorded. */
export const securityKindOf = (code: ErrorCode): SecurityKind | null => kinds[code] ?? null
