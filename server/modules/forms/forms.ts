import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../../contract/common.ts'
import type { ComposedForm, Form, FormField, FormInput, PublicForm, RemovedForm } from '../../../contract/forms.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { changeRecord } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'
import { listRemoved } from './removed-forms.ts'

function selectForms(db: Db | Tx) {
  return db
    .selectFrom('form')
    .select(['id', 'version', 'name', 'title', 'intro', 'consent', 'kind', 'criticality'])
    .select(['team_id as teamId', 'is_open as isOpen', 'confirm_email as confirmEmail'])
    .select(sql<FormField[]>`fields`.as('fields'))
}

const countOf = (which: RawBuilder<unknown>) =>
  sql<number>`(select count(*)::int from (
    select from form_submission where form_id = form.id and ${which} limit ${sql.lit(countedAtMost)}) counted)`

const selectCounted = (db: Db | Tx) =>
  selectForms(db).select([
    countOf(sql`ticket_id is not null`).as('submissions'),
    countOf(sql`ticket_id is null`).as('quarantined'),
  ])

export async function listForms(db: Db): Promise<{ items: Form[]; removed: RemovedForm[] }> {
  const [items, removed] = await Promise.all([
    selectCounted(db).where('deleted_at', 'is', null).orderBy(sql`fold(name)`).orderBy('id').execute(),
    listRemoved(db),
  ])
  return { items, removed }
}

/** Returns a form. Throws not_found. */
async function requireForm(db: Db | Tx, id: string): Promise<ComposedForm> {
  const form = await selectForms(db).where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
  if (!form) throw new AppError('not_found')
  return form
}

export const readCountedForm = (db: Db | Tx, id: string): Promise<Form> =>
  selectCounted(db).where('id', '=', id).executeTakeFirstOrThrow()

/** Returns the form of a submission, removed or not: the submission may have arrived during the removal. */
export const readSubmissionForm = (db: Db | Tx, id: string): Promise<ComposedForm> =>
  selectForms(db).where('id', '=', id).executeTakeFirstOrThrow()

/** Returns a form that accepts submissions. Throws not_found for a closed one too. */
export async function requireOpenForm(db: Db | Tx, id: string): Promise<ComposedForm> {
  const form = await requireForm(db, id)
  if (!form.isOpen) throw new AppError('not_found')
  return form
}

export async function readPublicForm(db: Db, id: string, fileLimit: number): Promise<PublicForm> {
  const { title, intro, fields, consent, isOpen } = await requireForm(db, id)
  const { name: organisation } = await db.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
  return { id, title, intro, fields, consent, isOpen, organisation, fileLimit }
}

export async function createForm(ctx: Ctx<Agent>, input: FormInput): Promise<Form> {
  return transact(ctx, async (tx) => {
    const id = newId()
    await tx
      .insertInto('form')
      .values({ id, ...columnsOf(input) })
      .execute()
    await record(tx, ctx, 'form.created', { id, version: 1 })
    return { ...(await requireForm(tx, id)), submissions: 0, quarantined: 0 }
  })
}

export async function changeForm(
  ctx: Ctx<Agent>,
  id: string,
  { version, ...input }: FormInput & { version: number },
): Promise<Form> {
  return transact(ctx, async (tx) => {
    await changeRecord(tx, ctx, {
      name: 'form.changed',
      id,
      version,
      read: () => requireForm(tx, id),
      write: () =>
        tx
          .updateTable('form')
          .set({ ...columnsOf(input), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst(),
    })
    return readCountedForm(tx, id)
  })
}

function columnsOf({ teamId, isOpen, confirmEmail, fields, ...same }: FormInput) {
  return { ...same, team_id: teamId, is_open: isOpen, confirm_email: confirmEmail, fields: JSON.stringify(fields) }
}
