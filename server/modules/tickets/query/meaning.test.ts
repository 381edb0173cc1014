import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { channels, criticalities, locales, priorities, statuses, ticketKinds } from '../../../../contract/enums.ts'
import { api } from '../../../../contract/index.ts'
import type { FieldName, NameValue } from '../../../../contract/rules/query/index.ts'
import { printQuery } from '../../../../contract/rules/query/index.ts'
import { anyDate, aQuery } from '../../../../contract/rules/query/query.fixtures.ts'
import { type Person, signIn, testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aMachine, aProject } from '../../../../tests/factories.ts'
import type { Agent } from '../../../actors.ts'
import { canSee } from '../rights/policy.ts'
import { isMatch, type NamedRecord, type StoredTicket, type World } from './evaluate.fixtures.ts'

const { db, base, administrator, hire } = await testApp()
const timeZone = 'Europe/Paris'

// One reader who sees everything, one of each other sight; the second knows no contacts or companies by name.
await sql`update role set sight = 'own' where name = 'operator'`.execute(db)
await sql`delete from role_permission where role = 'operator' and permission = 'contacts.read'`.execute(db)
await sql`update role set sight = 'teams' where name = 'technician'`.execute(db)
const karim = await hire('operator', 'Karim Benali')
const hired = await hire('technician', 'Inès Faure')

const teams = await Promise.all(
  ['Froid', 'Chauffage'].map((name) => administrator.call(api.teams.create, { body: { name } })),
)
await sql`insert into team_member (team_id, agent_id) values (${teams[0]?.id}::uuid, ${hired.id}::uuid)`.execute(db)
const ines = await signIn(base, hired.email)
const readers = [administrator, karim, ines]
const companies = await Promise.all(
  ['Dupont SA', 'Dupont Traiteur', 'Étude Kerguelen'].map((name) => aCompany(administrator, { name })),
)
const contacts = await Promise.all(
  ['Anne Roux', 'Zoé Lefèvre', 'Karim Dupont'].map((name) => aContact(administrator, { name })),
)
const machines = await Promise.all(
  [
    { brand: 'Frisquet', model: 'Hydromotrix', serialNumber: 'SN-8F31' },
    { brand: 'Canon', model: null, serialNumber: null },
  ].map((fields) => aMachine(administrator, fields)),
)
const projects = await Promise.all(['Intranet', 'Réseau d’été'].map((name) => aProject(administrator, { name })))
await sql`insert into tag (id, name) values (gen_random_uuid(), 'Gaz'), (gen_random_uuid(), 'Été')`.execute(db)

let state = 20_261_130
/** Returns a whole number below a limit, the same ones in each run. */
function below(limit: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * limit)
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
const maybe = <T>(items: readonly T[]): T | null => (below(3) === 0 ? null : pick(items))
const some = <T>(items: readonly T[]): T[] => items.filter(() => below(3) === 0)
const idsIn = (records: readonly { id: string }[]) => records.map(({ id }) => id)

/** Instant some days before or after now, never at the edge of one. */
const daysFromNow = (days: number) => new Date(Date.now() + (days + 0.137) * 86_400_000).toISOString()

await fillTickets(80)
await changeSome()
const tickets = await readTickets()
const worlds = await Promise.all(readers.map(readWorld))

async function fillTickets(count: number) {
  for (let n = 0; n < count; n++) {
    const id = randomUUID()
    const status = pick(statuses)
    const isClosed = ['resolved', 'rejected', 'cancelled'].includes(status)
    const closed_at = isClosed ? daysFromNow(-below(60)) : null
    const rating = isClosed && below(2) === 0 ? 1 + below(5) : null
    const lead = maybe(readers)?.id ?? null
    const reporter = below(3)
    await db
      .insertInto('ticket')
      .values({
        id,
        kind: pick(ticketKinds),
        channel: pick(channels),
        criticality: pick(criticalities),
        priority: maybe(priorities),
        status,
        title: [pick(['Pompe', 'Circulateur', 'Brûleur']), pick(['froide', 'zorglub', 'kaput'])].join(' '),
        description: `<p>Signalement ${pick(['zorglub', 'pompe kaput', 'banal'])}</p>`,
        tags: some(['Gaz', 'Été']),
        created_at: daysFromNow(-below(500)),
        reported_at: daysFromNow(-below(40)),
        updated_at: daysFromNow(-below(40)),
        closed_at,
        due_at: below(2) === 0 ? daysFromNow(below(30) - 15) : null,
        lead_id: lead,
        assignee_ids: [...new Set([...(lead ? [lead] : []), ...some(idsIn(readers))])],
        team_id: maybe(teams)?.id ?? null,
        company_id: maybe(companies)?.id ?? null,
        project_id: maybe(projects)?.id ?? null,
        reporter_contact_id: reporter === 0 ? pick(contacts).id : null,
        reporter_agent_id: reporter === 1 ? pick(readers).id : null,
        rating,
        rating_words: rating === null ? null : '',
        // Every third rating is of an earlier resolution.
        rated_closing: rating === null ? null : below(3) === 0 ? daysFromNow(-70) : closed_at,
      })
      .execute()
    const linked = (table: string, column: string, records: string[]) =>
      Promise.all(
        records.map((record, position) =>
          sql`insert into ${sql.table(table)} (ticket_id, position, ${sql.ref(column)})
            values (${id}::uuid, ${position}, ${record}::uuid)`.execute(db),
        ),
      )
    await linked('ticket_contact', 'contact_id', some(idsIn(contacts)))
    await linked('ticket_equipment', 'equipment_id', some(idsIn(machines)))
    for (const agent of some(idsIn(readers)))
      await db.insertInto('ticket_watcher').values({ ticket_id: id, agent_id: agent }).execute()
    for (const [name, type] of some([
      ['chaudière.jpg', 'image/jpeg'],
      ['devis.pdf', 'application/pdf'],
    ] as const))
      await db
        .insertInto('attachment')
        .values({
          ...{ id: randomUUID(), sha256: 'a'.repeat(64), size: 1, name, type, ticket_id: id, at_opening: true },
          uploaded_by_agent_id: administrator.id,
        })
        .execute()
  }
}

/** Changes that are news for others, some of which they have seen. */
async function changeSome() {
  const open = await db
    .selectFrom('ticket')
    .select('id')
    .where('is_open', '=', true)
    .orderBy('number')
    .limit(15)
    .execute()
  for (const [n, { id }] of open.entries()) {
    const by = n % 2 === 0 ? administrator : ines
    const { version, can, title } = await administrator.call(api.tickets.show, { params: { key: id } })
    expect(can.edit).toBe(true)
    const change = { params: { id }, body: { version, title: `${title} banal` } }
    const changed = await by
      .call(api.tickets.change, change)
      .catch(() => administrator.call(api.tickets.change, change))
    for (const agent of some(readers))
      await db
        .insertInto('ticket_seen')
        .values({ agent_id: agent.id, ticket_id: id, version: changed.version })
        .execute()
  }
}

async function readTickets(): Promise<StoredTicket[]> {
  const idsOf = (table: string, column: string) =>
    sql`array(select ${sql.ref(column)} from ${sql.table(table)} link where link.ticket_id = ticket.id)`
  const { rows } = await sql<StoredTicket>`
    select ticket.*, ${idsOf('ticket_contact', 'contact_id')} as contacts,
      ${idsOf('ticket_equipment', 'equipment_id')} as equipment, ${idsOf('ticket_watcher', 'agent_id')} as watchers,
      (select coalesce(json_agg(json_build_object('name', name, 'type', type)), '[]') from attachment
        where ticket_id = ticket.id) as files,
      (select coalesce(json_agg(json_build_object('version', event.version, 'actor', actor_id, 'at', at)), '[]') from event
        where subject_id = ticket.id) as events
    from ticket order by number desc`.execute(db)
  return rows
}

async function readWorld({ id }: Person): Promise<World> {
  const { role, sight } = await db
    .selectFrom('agent')
    .innerJoin('role', 'role.name', 'agent.role')
    .select(['agent.role', 'role.sight'])
    .where('agent.id', '=', id)
    .executeTakeFirstOrThrow()
  const rights = await db.selectFrom('role_permission').select('permission').where('role', '=', role).execute()
  const memberships = await db.selectFrom('team_member').select('team_id').where('agent_id', '=', id).execute()
  const seen = await db.selectFrom('ticket_seen').selectAll().where('agent_id', '=', id).execute()
  const agent = await db.selectFrom('agent').select('unread_since').where('id', '=', id).executeTakeFirstOrThrow()
  const nameOf = async (from: 'contact' | 'company' | 'project' | 'team') =>
    db.selectFrom(from).select(['id', 'name']).execute()
  const reader: Agent = {
    ...{ kind: 'agent', id, name: '', email: '', locale: 'fr', role, sight, secondFactorRequired: false },
    teamIds: memberships.map(({ team_id }) => team_id),
    permissions: new Set(rights.map(({ permission }) => permission)),
  }
  const equipment =
    await sql<NamedRecord>`select id, label || ' ' || coalesce(serial_number, '') as name from equipment`.execute(db)
  return {
    reader,
    timeZone,
    records: {
      agents: await db.selectFrom('user_account').select(['id', 'name']).execute(),
      contacts: await nameOf('contact'),
      companies: await nameOf('company'),
      projects: await nameOf('project'),
      teams: await nameOf('team'),
      equipment: equipment.rows,
    },
    unreadSince: agent.unread_since,
    seen: new Map(seen.map(({ ticket_id, version }) => [ticket_id, version])),
  }
}

const typedNames: Partial<Record<FieldName, string[]>> = {
  lead: ['karim', 'Inès Faure', 'léa', 'inconnu'],
  reporter: ['karim', 'Dupont', 'anne'],
  contact: ['karim', 'ROUX', 'zoe lefevre', 'dupont'],
  company: ['dup', 'Dupont SA', 'kerguelen', 'upont'],
  equipment: ['frisquet', 'SN-8F31', 'hydro', 'canon'],
  project: ['intranet', 'ete', 'réseau d’é'],
  team: ['froid', 'chauff'],
  tag: ['gaz', 'ÉTÉ', 'inconnue'],
}
const knownIds: Partial<Record<FieldName, string[]>> = {
  ...{ lead: idsIn(readers), assignee: idsIn(readers), watcher: idsIn(readers), team: idsIn(teams) },
  ...{ contact: idsIn(contacts), company: idsIn(companies), equipment: idsIn(machines), project: idsIn(projects) },
  reporter: [...idsIn(readers), ...idsIn(contacts)],
}

function names(field: FieldName): fc.Arbitrary<NameValue> {
  const typed = (typedNames[field] ?? typedNames.lead ?? []).map(
    (name): NameValue => ({ type: 'name', name, at: [0, 0] }),
  )
  return fc.constantFrom(...typed, ...(knownIds[field] ?? []).map((id): NameValue => ({ type: 'id', id })))
}

const words = fc.constantFrom('zorglub', 'pompe kaput', '"pompe froide"', 'zorgl', 'kerguelen banal', 'devis', 'absent')
const nearDates = fc.oneof(
  anyDate,
  fc.integer({ min: -40, max: 20 }).map((days) => ({ type: 'day', day: daysFromNow(days).slice(0, 10) }) as const),
)

const aPage = fc.record({ sort: fc.constantFrom('number', 'updated'), limit: fc.constantFrom(3, 100) })
const sorted = {
  number: tickets,
  updated: tickets.toSorted((a, b) => Temporal.Instant.compare(b.updated_at, a.updated_at)),
}

test('500 queries find what each reader sees and what matches, and nothing else', async () => {
  const queries = aQuery({ names, words, dates: nearDates })
  await fc.assert(
    fc.asyncProperty(queries, fc.constantFrom(...locales), aPage, async (tree, locale, { sort, limit }) => {
      const query = printQuery(tree, locale)
      for (const [index, reader] of readers.entries()) {
        const world = worlds[index] as World
        const expected = sorted[sort].filter((ticket) => isVisible(ticket, world) && isMatch(ticket, tree, world))
        const { items } = await reader.call(api.tickets.list, { query: { query, limit, sort } })
        expect(items.map(({ number }) => number)).toEqual(expected.map(({ number }) => number).slice(0, limit))
        const { count } = await reader.call(api.tickets.count, { query: { query } })
        expect(count).toBe(expected.length)
      }
    }),
    { numRuns: 500 },
  )
}, 180_000)

function isVisible(ticket: StoredTicket, { reader }: World) {
  return canSee(reader, {
    ...{ id: ticket.id, kind: ticket.kind, projectId: ticket.project_id, leadId: ticket.lead_id },
    ...{ teamId: ticket.team_id, assigneeIds: ticket.assignee_ids, companyId: ticket.company_id },
    ...{ reporterContactId: ticket.reporter_contact_id, contactIds: ticket.contacts },
  })
}
