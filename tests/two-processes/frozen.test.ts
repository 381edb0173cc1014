import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { type ForeignPostgres, startForeignPostgres } from '../foreign-postgres.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { listen } from '../live-stream.ts'
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts'

/** Two servers on one database, of which one is frozen, as a stuck container is, while it holds a lock that both share. */
let postgres: ForeignPostgres
let sink: SmtpSink
let dataDir: string
let running: Guichet
let frozen: Guichet
let watcher: Client
let signedIn: { cookie: string }
let contactId: string

beforeAll(async () => {
  ;[postgres, sink, dataDir] = await Promise.all([startForeignPostgres(), startSmtpSink(), makeDataDir()])
  const mail = { SMTP_URL: sink.url, MAIL_FROM: 'desk@thermo.test', MAIL_RETRY_SECONDS: '1' }
  const start = (name: string) =>
    startGuichet({ DATABASE_URL: `${postgres.url}?application_name=${name}`, DATA_DIR: dataDir, ...mail })
  ;[running, frozen] = await Promise.all([start('running'), start('frozen')])
  await Promise.all([running.healthy, frozen.healthy])
  watcher = new Client({ connectionString: postgres.url })
  await watcher.connect()
  signedIn = await signIn(running.base)
  const body = { name: 'Atelier Morin', email: 'atelier@client.test' }
  contactId = (await callerOf(running.base, signedIn)(api.contacts.create, { body })).id
})

afterAll(async () => {
  await Promise.all([running?.stop(), frozen?.stop()])
  await watcher?.end()
  await Promise.all([postgres?.remove(), sink?.stop()])
  await removeDataDir(dataDir)
})

/** Stops the process while it holds a lock: its next statement is kept waiting for `table` until it is frozen. */
async function freezeHolding(lock: string, table: string): Promise<void> {
  const holder = `select activity.application_name as name from pg_locks lock join pg_stat_activity activity using (pid)
    where lock.granted and ${lock} and cardinality(pg_blocking_pids(activity.pid)) > 0`
  await vi.waitFor(async () => {
    await watcher.query(`begin; lock table ${table} in access exclusive mode`)
    try {
      await vi.waitFor(async () => {
        const { rows } = await watcher.query<{ name: string }>(holder)
        expect(rows).toEqual([{ name: 'frozen' }])
      }, 1_200)
      frozen.process.kill('SIGSTOP')
    } finally {
      await watcher.query('rollback')
    }
  }, 50_000)
  onTestFinished(() => {
    frozen.process.kill('SIGCONT')
  })
}

async function reportTicket(title: string): Promise<string> {
  const body = { title, contactIds: [contactId] }
  return (await callerOf(running.base, signedIn)(api.tickets.create, { body })).id
}

async function expectNewsAndMail(title: string): Promise<void> {
  const stream = await listen(running.base, signedIn)
  onTestFinished(stream.cut)
  const start = performance.now()
  const id = await reportTicket(title)
  await stream.waitFor((news) => news.data.name === 'ticket.created' && news.data.id === id)
  expect(performance.now() - start).toBeLessThan(10_000)
  await vi.waitFor(() => expect(sink.received.some(({ subject }) => subject.includes(title))).toBe(true), 10_000)
}

test('another process dispatches within ten seconds when the one that holds the lock is frozen', async () => {
  await freezeHolding("lock.locktype = 'advisory' and lock.objid = 7401338", 'event')
  await expectNewsAndMail('Porte bloquée')
})

test('another process mails within ten seconds when the one that plans mails is frozen', async () => {
  await freezeHolding("lock.relation = 'mail_progress'::regclass and lock.mode = 'RowShareLock'", 'event')
  await expectNewsAndMail('Rideau coincé')
})

test('a process that runs again after a freeze works as before', async () => {
  const title = 'Serrure forcée'
  const stream = await vi.waitFor(() => listen(frozen.base, signedIn), 10_000)
  onTestFinished(stream.cut)
  const id = await reportTicket(title)
  await stream.waitFor((news) => news.data.id === id)
  await vi.waitFor(() => expect(sink.received.some(({ subject }) => subject.includes(title))).toBe(true), 10_000)
  const mails = sink.received.map(({ messageId, to }) => `${messageId} ${to}`)
  expect(new Set(mails).size).toBe(mails.length)
})
