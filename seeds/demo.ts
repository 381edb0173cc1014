import { Client } from 'pg'
import type { Files } from '../server/platform/files/store.ts'
import { hashPassword } from '../server/platform/password-hash.ts'
import { planActions } from './actions.ts'
import { type Album, filesOf, keepAlbum } from './attach-files.ts'
import { type Chance, openChance, whenAtWork } from './chance.ts'
import { type Agent, foundCompany, type Row, type Rows, type TicketRows, type World } from './company.ts'
import { computingSubjects } from './computing-subjects.ts'
import { heatSubjects } from './heat-subjects.ts'
import { openingTicket } from './opening-ticket.ts'
import { mailOf, organisation, password } from './people.ts'
import type { Subject } from './subject.ts'
import { type Facts, tellTicket } from './tell-ticket.ts'

const seed = 1042
const tickets = 300
/** Number of the newest ticket, which the guide mentions. */
const lastNumber = 1042
const day = 24 * 60 * 60_000
/** Tickets of the last days, most of them still open. */
const recent = { tickets: 52, days: 9 }
const disputed = [recent.tickets + 14, recent.tickets + 22]

/**
 * Fills a migrated, empty database with a year of the demo company, in one transaction. It is the same each time,
 * except for its dates, which end at `now`. Its events are dispatched, and no mail is sent. Its photos are stored in
 * `files`.
 */
export async function writeDemo(databaseUrl: string, files: Files, now: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { world, rows } = tellYear(now, await keepAlbum(files))
    await writeOrganisation(client, world.agents, now)
    for (const [table, made] of rows) await insert(client, table, made)
    await client.query(`select setval('ticket_number', $1)`, [lastNumber])
    await client.query('update mail_settings set held = true')
    await client.query('update mail_progress set seq = (select max(seq) from event)')
    await client.query(resumeWhenDue)
    await client.query(keepTags)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** Adds the jobs that the dispatch of an event would have added. */
const resumeWhenDue = `
  select graphile_worker.add_job('tickets.resume-waiting', json_build_object('ticketId', id, 'until', waiting_until),
    run_at => waiting_until)
  from ticket where waiting_until is not null`

/** SQL that adds the tags of the tickets to the vocabulary. */
const keepTags = `
  insert into tag (id, name)
  select md5(name)::uuid, name from (select distinct unnest(tags) as name from ticket) borne`

function tellYear(now: number, album: Album): { world: World; rows: Rows } {
  const { world, rows } = foundCompany(openChance(seed), now - 366 * day)
  const times = reportedAt(openChance(seed), now - 2 * 60 * 60_000)
  const lives = times.map((at, n) => {
    // Each ticket has random numbers of its own, so that a change of one does not affect the next.
    const chance = openChance(seed + n + 1)
    const age = times.length - n
    const number = lastNumber - age
    const facts = factsOf(world, chance, { at, number, age })
    const life = tellTicket(chance, now, facts)
    return { ...life, ...besides(openChance(lastNumber + n), world, album, facts, life) }
  })
  lives.push(openingTicket(openChance(0), now, world, album, lastNumber))
  const { actions, events: planning } = planActions(
    openChance(lastNumber),
    now,
    world,
    lives.map(({ ticket }) => ticket),
  )
  const events = [...(rows.get('event') ?? []), ...lives.flatMap((life) => life.events), ...planning]
  for (const life of lives) {
    const { ticket, contacts, equipment, steps, attachments, watchers } = life
    for (const [table, made] of Object.entries({
      ticket: [ticket],
      ticket_contact: contacts,
      ticket_equipment: equipment,
      step: steps,
      attachment: attachments,
      ticket_watcher: watchers,
    }))
      rows.set(table, [...(rows.get(table) ?? []), ...made])
  }
  rows.set('action', actions)
  rows.delete('event')
  rows.set(
    'event',
    events.sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1)),
  )
  return { world, rows }
}

/** Creates the files and the watchers of a ticket. */
function besides(chance: Chance, world: World, album: Album, { machine, manager, colleague }: Facts, life: TicketRows) {
  const watching = [...(chance.often(0.12) ? [manager] : []), ...(chance.often(0.08) ? [colleague] : [])]
  const assigned = life.ticket.assignee_ids as string[]
  return {
    attachments: filesOf(chance, album, world.kinds.get(machine?.id ?? '') ?? null, life),
    watchers: watching
      .filter(({ id }) => !assigned.includes(id))
      .map(({ id }) => ({ ticket_id: life.ticket.id, agent_id: id })),
  }
}

/** Returns the times of the reports, oldest first: in working hours, over a year, more of them recently. */
function reportedAt(chance: Chance, latest: number): number[] {
  const moments = Array.from({ length: tickets - 1 }, (_, n) => {
    const days = n < recent.tickets ? chance.between(0, recent.days * 100) / 100 : chance.between(recent.days, 357)
    const at = whenAtWork(latest - days * day - chance.between(0, 600) * 60_000)
    return at < latest ? at : at - 7 * day
  })
  return moments.sort((a, b) => a - b)
}

/** `age`: number of tickets reported since. */
type Drawn = { at: number; number: number; age: number }

function factsOf(world: World, chance: Chance, { at, number, age }: Drawn): Facts {
  const client = chance.pick(world.clients)
  const subject = subjectFor(
    chance,
    client.machines.map(({ kind }) => kind),
  )
  const machine = client.machines.find(({ kind }) => kind === subject.about) ?? null
  const team = heatSubjects.includes(subject) ? 'Chauffage et froid' : 'Informatique'
  const technicians = world.agents.filter(({ role, teams }) => role === 'technician' && teams.includes(team))
  const lead = chance.pick(technicians)
  const first = chance.between(0, client.contacts.length - 1)
  const contacts = [...client.contacts.slice(first), ...client.contacts.slice(0, first)].slice(
    0,
    chance.often(0.2) ? 2 : 1,
  )
  const is = (role: string) => world.agents.find((agent) => agent.role === role) as Agent
  return {
    ...{ number, reportedAt: at, subject, companyId: client.id, contacts, lead },
    machine: chance.often(0.85) ? machine : null,
    projectId: chance.often(0.5) ? (world.projects.get(client.id) ?? null) : null,
    teamId: world.teams.get(team) ?? '',
    colleague: technicians.find((agent) => agent !== lead) ?? lead,
    ...{ operator: is('operator'), manager: is('manager'), administrator: is('administrator') },
    acts: age <= recent.tickets ? chance.between(0, 7) : null,
    disputed: disputed.includes(age),
  }
}

/** Picks a subject about one of the client's machines. */
function subjectFor(chance: Chance, kinds: string[]): Subject {
  return chance.pick([...heatSubjects, ...computingSubjects].filter(({ about }) => kinds.includes(about)))
}

async function writeOrganisation(client: Client, agents: Agent[], now: number) {
  const since = new Date(now - 366 * day).toISOString()
  await client.query(
    `insert into organisation (id, name, set_up_at) values (gen_random_uuid(), $1, $2)
     on conflict (singleton) do update set name = excluded.name, set_up_at = excluded.set_up_at`,
    [organisation, since],
  )
  const hash = await hashPassword(password)
  const accounts = agents.map(({ id, name }) => ({
    id,
    name,
    email: mailOf(name),
    created_at: since,
    updated_at: since,
  }))
  await insert(client, 'user_account', accounts)
  await insert(
    client,
    'user_credential',
    accounts.map(({ id }) => ({
      ...{ id, user_id: id, account_id: id, provider_id: 'credential', password: hash },
      ...{ created_at: since, updated_at: since },
    })),
  )
  await insert(
    client,
    'agent',
    // Events since noon, or of the last hours, are unread.
    agents.map(({ id, role }) => ({
      id,
      role,
      locale: 'fr',
      unread_since: new Date(now - 5 * 60 * 60_000).toISOString(),
    })),
  )
}

/** Inserts rows with the columns of the first one. Events get their position in the stream. */
async function insert(client: Client, table: string, rows: Row[]) {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  const place = table === 'event' ? [', seq', `, nextval('event_seq')`] : ['', '']
  await client.query(
    `insert into ${table} (${columns}${place[0]})
     select ${columns}${place[1]} from jsonb_populate_recordset(null::${table}, $1) with ordinality as row order by ordinality`,
    [JSON.stringify(rows)],
  )
}
