import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { openFakeClock } from '../fake-clock.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { listen } from '../live-stream.ts'
import { type SmtpSink, startSmtpSink, textOf } from '../smtp-sink.ts'

/** A Guichet and its PostgreSQL whose clock is set forward and back while they run. */
let clock: Awaited<ReturnType<typeof openFakeClock>>
let postgres: ForeignPostgres
let sink: SmtpSink
let dataDir: string
let guichet: Guichet
let database: Client
let signedIn: { cookie: string }
let contactId: string

beforeAll(async () => {
  dataDir = await makeDataDir()
  clock = await openFakeClock()
  ;[postgres, sink] = await Promise.all([startForeignPostgres(clock.environment), startSmtpSink()])
  guichet = await startGuichet({
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    SMTP_URL: sink.url,
    MAIL_FROM: 'desk@thermo.test',
    ...clock.environment,
  })
  await guichet.healthy
  database = new Client({ connectionString: postgres.url })
  await database.connect()
  signedIn = await signIn(guichet.base)
  const body = { name: 'Atelier Morin', email: 'atelier@client.test' }
  contactId = (await callerOf(guichet.base, signedIn)(api.contacts.create, { body })).id
})

afterAll(async () => {
  await guichet?.stop()
  await database?.end()
  await Promise.all([postgres?.remove(), sink?.stop()])
  await removeDataDir(dataDir)
  clock?.remove()
})

const day = 86_400
const hour = 3_600

/** Sets the clock so that the next minute, when scheduled work is due, begins in ten seconds. */
function setClock(offsetSeconds: number): void {
  const second = new Date(Date.now() + offsetSeconds * 1_000).getSeconds()
  const offset = offsetSeconds + 50 - second
  clock.set(`${offset < 0 ? '' : '+'}${offset}`)
}

const call = () => callerOf(guichet.base, signedIn)
const mailsAbout = (words: string) =>
  sink.received.filter((mail) => mail.subject.includes(words) || textOf(mail).includes(words))

async function expectNewsAndMail(title: string): Promise<string> {
  const stream = await listen(guichet.base, signedIn)
  onTestFinished(stream.cut)
  const { id } = await call()(api.tickets.create, { body: { title, contactIds: [contactId] } })
  await stream.waitFor((news) => news.data.id === id)
  await vi.waitFor(() => expect(mailsAbout(title).length).toBeGreaterThan(0), 20_000)
  return id
}

/** Seconds since scheduled work last ran, by the clock of the test; negative when it ran in the future. */
async function secondsSinceSchedule(): Promise<number> {
  const { rows } = await database.query<{ seconds: number }>(`
    select extract(epoch from now() - last_execution)::float as seconds
    from graphile_worker._private_known_crontabs where identifier = 'spreadsheets.plan'`)
  return rows[0]?.seconds ?? Number.POSITIVE_INFINITY
}

async function expectSchedule(): Promise<void> {
  await vi.waitFor(
    async () => {
      const seconds = await secondsSinceSchedule()
      expect(seconds).toBeGreaterThanOrEqual(0)
      expect(seconds).toBeLessThan(60)
    },
    { timeout: 30_000, interval: 500 },
  )
}

test.each([
  ['three days back', -3 * day],
  ['three days forward', 0],
  ['one hour forward', hour],
  ['one hour back', 0],
])('news, mails and schedules go on when the clock is set %s', async (change, offset) => {
  const id = await expectNewsAndMail(`Avant ${change}`)
  const step = { kind: 'answer', visibility: 'public', body: `<p>Réponse ${change}</p>` } as const
  await call()(api.tickets.addStep, { params: { id }, body: step })
  const gathering = `select count(*)::int as waiting from mail where state = 'waiting' and ticket_id = $1`
  await vi.waitFor(
    async () => expect((await database.query(gathering, [id])).rows[0]?.waiting).toBeGreaterThan(0),
    20_000,
  )
  setClock(offset)
  await vi.waitFor(() => expect(guichet.output()).toContain(`The clock was set ${change.split(' ').at(-1)}`), 10_000)
  if (change.endsWith('back')) await vi.waitFor(() => expect(mailsAbout(`Réponse ${change}`)).toHaveLength(1), 20_000)
  await expectNewsAndMail(`Après ${change}`)
  await expectSchedule()
  const { rows } = await database.query(
    `select id from graphile_worker.jobs where task_identifier = 'spreadsheets.plan'`,
  )
  expect(rows.length).toBeLessThanOrEqual(1)
  const sent = sink.received.map(({ messageId, to }) => `${messageId} ${to}`)
  expect(new Set(sent).size).toBe(sent.length)
})
