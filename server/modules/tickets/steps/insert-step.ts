import { sql } from 'kysely'
import type { StepKind, Visibility } from '../../../../contract/enums.ts'
import type { Agent, Person } from '../../../actors.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { pipelineStatement } from '../../../platform/pipelined-statements.ts'
import { requireAgents, requireContacts } from '../change/links.ts'
import { draftNotification, endDraft } from '../drafts/drafts.ts'
import { requirePast } from './require-past.ts'
import { cleanHtml } from './rich-text.ts'

type Author = Pick<Person, 'id' | 'kind'>

export type NewStepRow = {
  kind: StepKind
  /** Untrusted HTML; cleaned here. */
  body: string
  visibility: Visibility
  minutesSpent: number | null
  happenedAt?: string | undefined
  performer?: { id: string; kind: 'agent' | 'contact' } | undefined
}

/** Inserts a step and returns its id. The caller records the event. */
export async function insertStep(tx: Tx, author: Author, ticketId: string, step: NewStepRow): Promise<string> {
  const { id, insertion } = await prepare(tx, author, ticketId, step)
  await pipelineStatement(tx, insertion.compile())
  return id
}

/** Inserts a step, ends its author's draft and notifies the author's other pages, in one pipelined statement. */
export async function insertStepAndEndDraft(
  tx: Tx,
  author: Agent,
  ticketId: string,
  step: NewStepRow,
): Promise<string> {
  const { id, insertion } = await prepare(tx, author, ticketId, step)
  const statement = sql`
    with ended as (${endDraft(tx, author, ticketId)})
    ${insertion} returning (select ${draftNotification(author, ticketId)} from ended)`
  await pipelineStatement(tx, statement.compile(tx))
  return id
}

async function prepare(tx: Tx, author: Author, ticketId: string, step: NewStepRow) {
  requirePast(step.happenedAt, 'happenedAt')
  const performer = step.performer ?? { id: author.id, kind: author.kind }
  if (performer.id !== author.id) {
    if (performer.kind === 'contact') await requireContacts(tx, [performer.id])
    else await requireAgents(tx, [performer.id])
  }
  const id = newId()
  const insertion = tx.insertInto('step').values({
    id,
    ticket_id: ticketId,
    kind: step.kind,
    body: cleanHtml(step.body),
    visibility: step.visibility,
    happened_at: step.happenedAt ?? new Date().toISOString(),
    author_agent_id: author.kind === 'agent' ? author.id : null,
    author_contact_id: author.kind === 'agent' ? null : author.id,
    performer_agent_id: performer.kind === 'agent' ? performer.id : null,
    performer_contact_id: performer.kind === 'contact' ? performer.id : null,
    minutes_spent: step.minutesSpent,
  })
  return { id, insertion }
}
