import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import type { Role } from '../contract/permissions.ts'
import { type AppOptions, openApp } from '../server/app.ts'
import { completeSetUp, setUpToken } from '../server/modules/people/index.ts'
import { makeDataDir } from './data-dir.ts'
import { testDatabase } from './database.ts'
import { secretKey } from './secrets.ts'
import { requireReadableEvents, storedEvents } from './stored-events.ts'

export const password = 'orage-violet-42'

/**
 * Starts a whole Guichet on a database of its own, in this process, listening on the loopback; replies and stored
 * events are checked against the contract. It is set up, with Léa as its administrator. Call it once at the top of a
 * test file.
 * @param mail outgoing mail; none is sent without it
 * @param publicUrl base of the links in mails
 * @param more other options of the program
 */
export async function testApp(mail?: AppOptions['mail'], publicUrl?: string, more: Partial<AppOptions> = {}) {
  const { url, db } = await testDatabase()
  const dataDir = await makeDataDir()
  const app = await openApp({
    databaseUrl: url,
    dataDir,
    alone: true,
    logLevel: 'silent',
    publicUrl,
    trustedProxies: [],
    secretKey,
    checkReplies: true,
    ...(mail && { mail: { holdSeconds: 0, pollMs: 50, ...mail } }),
    ...more,
  })
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(app.http.addresses()[0] as AddressInfo).port}`
  afterAll(async () => {
    const events = await storedEvents(db)
    await app.close()
    await rm(dataDir, { recursive: true, force: true })
    requireReadableEvents(events)
  })
  await completeSetUp(app.ctx, {
    token: await setUpToken(app.ctx),
    organisation: 'Thermo-Loire',
    name: 'Léa Martin',
    email: 'lea@example.test',
    password,
    locale: 'fr',
  })
  const administrator = await signIn(base, 'lea@example.test')
  return { app, db, base, databaseUrl: url, dataDir, administrator, hire: hireAt(base, administrator) }
}

/** Signs in an agent. Returns their identity, their cookie and a typed caller in their name. */
export async function signIn(base: string, email: string, secret = password) {
  const answer = await fetch(base + api.session.create.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: secret }),
  })
  if (answer.status !== 201) throw new Error(`signing in as ${email}: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = client({ base, headers: () => ({ cookie }) })
  return { ...(await call(api.session.show, {})), cookie, call }
}
export type Person = Awaited<ReturnType<typeof signIn>>

let hired = 0

/** Creates an agent of a role and signs them in. */
function hireAt(base: string, administrator: Person) {
  return async (role: Role, name = `Agent ${hired + 1}`): Promise<Person> => {
    hired += 1
    const email = `agent${hired}@example.test`
    await administrator.call(api.agents.create, { body: { name, email, role, password } })
    return signIn(base, email)
  }
}
