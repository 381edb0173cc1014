import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { loadActor } from '../../server/modules/people/index.ts'
import { openClientSessions } from '../../server/modules/portal/index.ts'
import { openIdentity } from '../../server/platform/identity.ts'
import { openLiveHub } from '../../server/platform/live/hub.ts'
import { Stream } from '../../server/platform/live/stream.ts'
import { openNameCache } from '../../server/platform/name-cache.ts'
import { openSessions } from '../../server/platform/sessions.ts'
import { testApp } from '../app.ts'
import { listen } from '../live-stream.ts'

const { db, databaseUrl, administrator, hire } = await testApp()
const karim = await hire('technician')

const identity = openIdentity({ databaseUrl, secret: 'not used to sign anything here', publicUrl: undefined })
const sessions = openSessions({ db, identity, loadActor: (id) => loadActor(db, id) })
const hub = openLiveHub({
  db,
  databaseUrl,
  sessions,
  clients: openClientSessions(db, false),
  names: openNameCache(db, ['user_account', 'contact', 'company', 'project', 'team']),
  audience: async (batch) => () => batch.map(({ seq, ...message }) => ({ seq, message })),
  sight: async () => () => true,
  onError(error) {
    throw error
  },
})
const seats = new Map([
  [administrator.cookie, await seatOf(administrator.id)],
  [karim.cookie, await seatOf(karim.id)],
])
const server = createServer((request, response) => {
  const seat = seats.get(request.headers.cookie ?? '')
  if (seat) hub.join(new Stream(seat, response, String), null)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(async () => {
  await hub.close()
  server.close()
  await identity.close()
})

async function seatOf(userId: string) {
  const session = db.selectFrom('user_session').select('id').where('user_id', '=', userId)
  const actor = await loadActor(db, userId)
  if (!actor) throw new Error('nobody of this id')
  return { ...(await session.executeTakeFirstOrThrow()), actor }
}

/** Acts while the hub's question about who may stay waits for its answer. */
async function whileChecking<T>(act: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table user_session in access exclusive mode`.execute(tx)
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    return act()
  })
}

async function waiting(): Promise<number> {
  const { rows } = await sql`
    select 1 from pg_locks where not granted and relation = 'user_session'::regclass
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
  return rows.length
}

test('a reader who joins during a check of sessions stays connected', async () => {
  await listen(base, { cookie: administrator.cookie })
  const stream = await whileChecking(() => listen(base, { cookie: karim.cookie }))
  // One check is over when the next one asks.
  await whileChecking(async () => undefined)
  expect(stream.heard.map(({ event }) => event)).toEqual(['hello'])
})
