import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { SecurityEvent, SecurityFilter, SecurityKind } from '../../../contract/security.ts'
import type { Translate } from '../../../i18n/change-words.ts'
import { type MessageKey, translate } from '../../../i18n/index.ts'
import { detailText } from '../../../i18n/security-words.ts'
import type { Agent } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { lowestIdAt } from '../../platform/lowest-id.ts'
import { recordSecurity } from '../../platform/security-record.ts'

const pageSize = 50
const maxExported = 50_000

type Page = { filter: SecurityFilter; before: string | null; limit: number }

/** Margin between an entry's id and its time: repeats within an hour update the time, and clocks differ. */
const idMargin = sql`interval '1 day'`

/** Reads entries, newest first, by the primary key or the filter's index. Dates are converted to bounds of ids. */
async function readEvents(db: Db, { filter, before, limit }: Page): Promise<SecurityEvent[]> {
  const { kind, agentId, from, to } = filter
  const zone = sql`(select time_zone from organisation)`
  const since = sql`(${from}::date at time zone ${zone})`
  const until = sql`((${to}::date + 1) at time zone ${zone})`
  return db
    .selectFrom('security_event as entry')
    .select(['entry.id', 'entry.at', 'entry.times', 'entry.account', 'entry.network', 'entry.detail'])
    .select(sql<SecurityKind>`entry.kind`.as('kind'))
    .select([
      sql<string | null>`case entry.actor_kind
        when 'agent' then (select name from user_account where id = entry.actor_id)
        when 'contact' then (select name from contact where id = entry.actor_id) end`.as('actor'),
      sql<string | null>`coalesce(
        (select name from user_account where id = entry.subject_id),
        (select coalesce(label, name) from role where id = entry.subject_id))`.as('subject'),
    ])
    .$if(kind !== undefined, (query) => query.where('entry.kind', '=', kind ?? 'change'))
    .$if(agentId !== undefined, (query) => query.where('entry.actor_id', '=', agentId ?? null))
    .$if(from !== undefined, (query) =>
      query
        .where('entry.at', '>=', sql<string>`${since}`)
        .where('entry.id', '>=', lowestIdAt(sql`${since} - ${idMargin}`)),
    )
    .$if(to !== undefined, (query) =>
      query
        .where('entry.at', '<', sql<string>`${until}`)
        .where('entry.id', '<', lowestIdAt(sql`${until} + ${idMargin}`)),
    )
    .$if(before !== null, (query) => query.where('entry.id', '<', before ?? ''))
    .orderBy('entry.id', 'desc')
    .limit(limit)
    .execute()
}

export async function listSecurityEvents(
  db: Db,
  { cursor, ...filter }: SecurityFilter & { cursor?: string | undefined },
) {
  const rows = await readEvents(db, { filter, before: cursor ?? null, limit: pageSize + 1 })
  const items = rows.slice(0, pageSize)
  const { months } = await db.selectFrom('organisation').select('security_months as months').executeTakeFirstOrThrow()
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null, months }
}

/** Columns of the export, titled as on the page. */
const columns: { title: MessageKey; cell: (entry: SecurityEvent, t: Translate) => string | number | null }[] = [
  { title: 'security.column.at', cell: ({ at }) => at },
  { title: 'security.kind', cell: ({ kind }, t) => t(`security.kind.${kind}`) },
  { title: 'security.column.times', cell: ({ times }) => times },
  { title: 'security.agent', cell: ({ actor }) => actor },
  { title: 'security.column.account', cell: ({ account }) => account },
  { title: 'security.column.network', cell: ({ network }) => network },
  { title: 'security.column.detail', cell: (entry, t) => detailText(entry, t) },
  { title: 'security.column.subject', cell: ({ subject }) => subject },
]

/** Exports the entries as CSV in the reader's language, read page by page while sending. Records the export itself. */
export async function exportSecurityEvents({ db, actor }: Ctx<Agent>, filter: SecurityFilter): Promise<Readable> {
  await recordSecurity(db, { kind: 'export', actor, detail: 'security' })
  const t: Translate = (key, values) => translate(actor.locale, key, values)
  async function* lines() {
    yield `\uFEFF${lineOf(columns.map(({ title }) => t(title)))}`
    let before: string | null = null
    for (let sent = 0; sent < maxExported; ) {
      const rows: SecurityEvent[] = await readEvents(db, { filter, before, limit: 1_000 })
      yield rows.map((row) => lineOf(columns.map(({ cell }) => cell(row, t)))).join('')
      sent += rows.length
      before = rows.at(-1)?.id ?? null
      if (rows.length < 1_000) return
    }
  }
  return Readable.from(lines())
}

const lineOf = (cells: (string | number | null)[]) => `${cells.map(cellOf).join(';')}\r\n`

/** Quotes a cell, and neutralises formulas. */
function cellOf(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
