import { type RawBuilder, sql } from 'kysely'
import type { Permission } from '../../../../contract/permissions.ts'
import {
  type FieldName,
  maxNamedRecords,
  type NameValue,
  type QueryTree,
} from '../../../../contract/rules/query/index.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'

type Name = Extract<NameValue, { type: 'name' }>
type NamedRecord = { id: string; name: string }

/** Name of a query with the records that it stands for, sorted by name. */
export type ResolvedName = { field: FieldName; value: Name; records: NamedRecord[] }

/** Table of records with a name, its text with a trigram index, and the right that reading it takes. */
type Source = {
  from: RawBuilder<unknown>
  id: string
  name: string
  searched: RawBuilder<unknown>
  indexed?: RawBuilder<unknown>
  needs?: Permission
}

const agents: Source = {
  from: sql`agent join user_account using (id)`,
  id: 'user_account.id',
  name: 'user_account.name',
  searched: sql`fold(user_account.name)`,
  needs: 'agents.read',
}
const named = (table: string, needs: Permission, indexed: string): Source => ({
  from: sql.table(table),
  id: 'id',
  name: 'name',
  searched: sql`name_search`,
  indexed: sql.ref(indexed),
  needs,
})
const contacts = named('contact', 'contacts.read', 'search')

const sources: Partial<Record<FieldName, Source[]>> = {
  lead: [agents],
  assignee: [agents],
  watcher: [agents],
  reporter: [agents, contacts],
  contact: [contacts],
  company: [named('company', 'contacts.read', 'name_search')],
  equipment: [
    {
      ...named('equipment', 'equipment.read', 'search'),
      name: 'label',
      searched: sql`label_search || ' ' || coalesce(fold(serial_number), '')`,
    },
  ],
  project: [named('project', 'projects.read', 'search')],
  team: [{ from: sql`team`, id: 'id', name: 'name', searched: sql`fold(name)`, needs: 'agents.read' }],
}

/** Looks up all names of a query in one statement, among the records that the reader may read. */
export async function resolveNames(db: Db, reader: Agent, tree: QueryTree): Promise<ResolvedName[]> {
  const names = listNames(tree)
  const lookups = names.flatMap(({ field, value }, index) =>
    field === 'tag'
      ? [sql`(select ${index}::int as at, id, name from tag where name_key = fold(${value.name}))`]
      : (sources[field] ?? []).filter(({ needs }) => !needs || reader.permissions.has(needs)).map(lookUp(index, value)),
  )
  if (lookups.length > 0) {
    const { rows } = await sql<NamedRecord & { at: number }>`
      select * from (${sql.join(lookups, sql` union all `)}) found order by at, name, id`.execute(db)
    for (const { at, ...record } of rows) names[at]?.records.push(record)
  }
  return names
}

function listNames(tree: QueryTree): ResolvedName[] {
  if (tree.type === 'words') return []
  if (tree.type === 'not') return listNames(tree.item)
  if (tree.type !== 'condition') return tree.items.flatMap(listNames)
  return tree.values.flatMap((value) => (value.type === 'name' ? [{ field: tree.field, value, records: [] }] : []))
}

/** A name stands for the records in whose name it is at the beginning of a word, whatever signs join the words. */
function lookUp(index: number, { name }: Name) {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  return ({ from, id, name: column, searched, indexed }: Source) => {
    const inOrder = sql`' ' || bare_words(${searched}) like '% ' || fold(${words.join(' ')}) || '%'`
    // The index finds each word alone.
    const contained = indexed ? words.map((word) => sql`${indexed} like '%' || fold(${word}) || '%'`) : []
    return sql`(select ${index}::int as at, ${sql.ref(id)} as id, ${sql.ref(column)} as name from ${from}
      where ${sql.join([words.length > 0 ? inOrder : sql`false`, ...contained], sql` and `)}
      limit ${sql.lit(maxNamedRecords + 1)})`
  }
}
