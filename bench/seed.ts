import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrate } from '../server/platform/migrate.ts'
import { hashPassword } from '../server/platform/password-hash.ts'

export const password = 'orage-violet-42'
/** People: a reader of each sight, and a second technician who takes over from the first. */
export const people = [
  { email: 'technicien@bench.test', role: 'technician', sight: 'all' },
  { email: 'operateur@bench.test', role: 'operator', sight: 'teams' },
  { email: 'lecteur@bench.test', role: 'manager', sight: 'own' },
  { email: 'technicienne@bench.test', role: 'technician', sight: 'all' },
] as const

const batch = 25_000

/** Searched words: each rare one is in ten tickets, the others in every second and in one of twenty. */
export const rareWord = (tickets: number) => `PX${Math.floor((Math.random() * tickets) / 10)}`
export const commonWord = 'thermostat'
/** Word of medium frequency: too frequent to read all matches, too rare to find some at once. */
export const frequentWord = 'manomètre'
const searched = ['ticket', 'ticket_contact', 'step']

/**
 * Fills an empty database by SQL: the given number of tickets, 5 % of them open, with three steps and four events each,
 * and searched words.
 */
export async function seed(url: string, tickets: number, say: (line: string) => void): Promise<void> {
  await migrate(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set synchronous_commit = off`)
  await seedPeople(client)
  await client.query(directory)
  // Search documents are written once at the end, instead of at each step.
  for (const table of searched) await client.query(`alter table ${table} disable trigger user`)
  for (let from = 1; from <= tickets; from += batch) {
    const to = Math.min(from + batch - 1, tickets)
    await client.query(ticketsOf(from, to, tickets))
    say(`  ${to.toLocaleString('en')} of ${tickets.toLocaleString('en')} tickets`)
  }
  await client.query('insert into ticket_search select id, searched_in(id) from ticket')
  for (const table of searched) await client.query(`alter table ${table} enable trigger user`)
  await client.query(`select setval('ticket_number', ${tickets})`)
  // No rich text of older versions has to be cleaned here.
  await client.query('delete from html_cleaning')
  // Everything is in the past, and no mail is planned for it.
  await client.query('update mail_progress set seq = (select max(seq) from event)')
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

async function seedPeople(client: pg.Client) {
  const hash = await hashPassword(password)
  await client.query(
    `insert into team (id, name) select gen_random_uuid(), 'Équipe ' || n from generate_series(1, 4) n`,
  )
  await client.query(`insert into organisation (id, name, set_up_at) values (gen_random_uuid(), 'Banc', now())`)
  for (const { role, sight } of people) await client.query('update role set sight = $2 where name = $1', [role, sight])
  for (let n = 0; n < 12; n++) {
    const { email, role } = people[n] ?? { email: `agent${n}@bench.test`, role: 'technician' }
    const id = randomUUID()
    await client.query('insert into user_account (id, name, email) values ($1, $2, $3)', [id, `Agent ${n}`, email])
    await client.query('insert into agent (id, role) values ($1, $2)', [id, role])
    await client.query(
      `insert into user_credential (id, user_id, account_id, provider_id, password) values ($1, $2::uuid, $2::text, 'credential', $3)`,
      [randomUUID(), id, hash],
    )
    await client.query('insert into team_member select id, $1 from team order by random() limit 2', [id])
  }
}

const directory = `
  insert into company (id, name, phone)
  select gen_random_uuid(), (array['Dupont','Martin','Roux','Petit','Moreau','Lemoine','Girard'])[1 + n % 7] || ' ' ||
    (array['Traiteur','Plomberie','Conseil','Garage','Boulangerie','Pharmacie'])[1 + n % 6] || ' ' || n,
    '02 41 ' || lpad((n % 100)::text, 2, '0') || ' ' || lpad((n / 100)::text, 2, '0') || ' 00'
  from generate_series(1, 2000) n;
  insert into contact (id, company_id, name, phone, email)
  select gen_random_uuid(), c.id, (array['Marie','Luc','Anne','Paul','Zoé','Karim'])[1 + n] || ' ' || split_part(c.name, ' ', 1),
    '06 12 34 ' || lpad((n * 13 % 100)::text, 2, '0') || ' ' || right(c.phone, 2), 'contact' || n || '@' || right(c.id::text, 8) || '.test'
  from company c, generate_series(0, 2) n;
  insert into equipment (id, company_id, brand, model, serial_number, location)
  select gen_random_uuid(), c.id, (array['Frisquet','BWT','Canon','Dell'])[1 + n], 'Modèle ' || n, 'SN-' || left(c.id::text, 6) || n, 'atelier'
  from company c, generate_series(0, 3) n;`

const ticketsOf = (from: number, to: number, all: number) => `
  create temp table made on commit drop as
  select n, uuidv7(make_interval(mins => n - ${all})) as id, now() - make_interval(mins => ${all} - n) as at,
    (select array_agg(id) from agent) as agents, (select array_agg(id) from team) as teams,
    floor(random() * 6000)::int as who, random() < 0.05 as open, random() as r, floor(random() * 12)::int as lead
  from generate_series(${from}, ${to}) n;
  create temp table someone on commit drop as
  select row_number() over () - 1 as n, id, company_id from contact;
  insert into ticket (id, number, version, kind, title, description, status, criticality, priority, channel, reported_at,
    created_at, updated_at, closed_at, due_at, reporter_contact_id, company_id, team_id, lead_id, assignee_ids)
  select m.id, m.n, 5, 'incident', (array['Chaudière en défaut','Imprimante bloquée','Fuite au purgeur','VPN coupé','Alarme froid','Caisse muette'])[1 + m.n % 6]
      || ' n° ' || m.n, '<p>Depuis ce matin, le voyant clignote et rien ne repart, pièce PX' || m.n % (${all} / 10)
      || case when m.n % 20 = 0 then ', manomètre' else '' end || case when m.n % 2 = 0 then ', thermostat' else '' end || '.</p>',
    case when m.open then (array['opened','waiting','investigating','fixing','disputed'])[1 + m.n % 5]
      else (array['resolved','resolved','resolved','rejected','cancelled'])[1 + m.n % 5] end,
    (array['low','normal','normal','high','blocking'])[1 + m.n % 5], (array[null,'low','normal','high','urgent'])[1 + m.n % 5],
    'phone', m.at, m.at, m.at, case when not m.open then m.at end, case when m.n % 3 = 0 then m.at + interval '2 days' end,
    s.id, s.company_id, case when m.n % 4 > 0 then m.teams[m.n % 4 + 1] end, case when not m.open or m.r < 0.7 then m.agents[m.lead + 1] end,
    case when not m.open or m.r < 0.9 then array[m.agents[m.lead + 1]] else '{}' end
  from made m join someone s on s.n = m.who;
  insert into ticket_contact select m.id, 0, s.id from made m join someone s on s.n = m.who;
  insert into step (id, ticket_id, kind, body, visibility, happened_at, created_at, author_agent_id, performer_agent_id)
  select uuidv7(make_interval(mins => m.n - ${all})), m.id, (array['question','information','solution'])[k], '<p>Étape ' || k || ' : pression à 1,4 bar et gaz ouvert.</p>',
    case when k = 2 then 'internal' else 'public' end, m.at, m.at, m.agents[m.lead + 1], m.agents[m.lead + 1]
  from made m, generate_series(1, 3) k;
  insert into event (id, seq, name, subject, subject_id, version, actor_kind, actor_id, data, at)
  select uuidv7(make_interval(mins => m.n - ${all})), nextval('event_seq'),
    (array['ticket.created','ticket.claimed','ticket.step_added','ticket.status_changed'])[k], 'ticket', m.id, k, 'agent', m.agents[m.lead + 1],
    case when k = 4 then '{"changes":[{"field":"status","from":"opened","to":"investigating"}]}'::jsonb else '{}' end, m.at
  from made m, generate_series(1, 4) k`
