import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { agents, mailOf } from '../../seeds/people.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { version } from '../../server/platform/version.ts'
import { runCli } from '../cli.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { secretKey } from '../secrets.ts'
import { siteToken } from '../site-token.ts'
import { requireReadableEvents, storedEvents } from '../stored-events.ts'
import type { ReleaseFacts } from './releases.ts'

/** Folder of the backups that `npm run release:data` keeps, by version. */
const folder = path.resolve(import.meta.dirname, '../releases')
const releases = readdirSync(folder)

test('each release of the changelog, and this version, left data here', () => {
  const told = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, number]) => number)
  expect(releases).toEqual(expect.arrayContaining([...told, version]))
})

describe.each(releases)('on the data of %s', (release) => {
  const facts = JSON.parse(readFileSync(path.join(folder, release, 'facts.json'), 'utf8')) as ReleaseFacts
  let place: string
  let dataDir: string
  let guichet: Guichet
  let signedIn: { cookie: string }
  let call: ReturnType<typeof callerOf>

  beforeAll(async () => {
    place = await makeDataDir()
    dataDir = path.join(place, 'data')
    await mkdir(dataDir)
    const backup = path.join(folder, release, 'guichet.backup')
    // Releases before 0.2.0 had no key to prove it with.
    const proof = release === '0.1.0' ? ['--unproven'] : []
    const restored = await runCli({ DATA_DIR: dataDir, SECRET_KEY: secretKey }, 'restore', ...proof, backup)
    expect(restored.code, restored.output).toBe(0)
    guichet = await startGuichet({ DATA_DIR: dataDir, SECRET_KEY: secretKey, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' })
    await guichet.healthy
    signedIn = await signIn(guichet.base, mailOf(agents[0]?.name ?? ''))
    call = callerOf(guichet.base, signedIn)
  })

  test('reads the data of every event of a ticket', async () => {
    const url = (await readFile(path.join(dataDir, 'postgres/url'), 'utf8')).trim()
    const { db, close } = openDatabase(url, { max: 1 })
    const events = await storedEvents(db)
    await close()
    expect(events.length).toBeGreaterThan(300)
    // Nothing reads the data of the others again; those of the demo company were short of some at first.
    requireReadableEvents(events.filter(({ name }) => name.startsWith('ticket.')))
  })

  afterAll(async () => {
    await guichet?.stop()
    await removeDataDir(dataDir)
    await removeDataDir(place)
  })

  test('tickets have their story and files, and can be searched', async () => {
    const { count } = await call(api.tickets.count, { query: { state: 'all' } })
    expect(count).toBe(301)
    const ticket = await call(api.tickets.show, { params: { key: '1042' } })
    expect(ticket.timeline.steps.length).toBeGreaterThan(1)
    expect(ticket.attachments).not.toEqual([])
    for (const { id, size } of ticket.attachments) {
      const answer = await fetch(`${guichet.base}/api/attachments/${id}/content`, { headers: signedIn })
      expect((await answer.arrayBuffer()).byteLength).toBe(size)
    }
    const { items } = await call(api.tickets.list, { query: { state: 'all', text: 'chaudiere panne' } })
    expect(items.map(({ number }) => number)).toContain(facts.lastNumber)
  })

  test('a new ticket gets the next number and can be claimed', async () => {
    const { items } = await call(api.contacts.list, { query: {} })
    const created = await call(api.tickets.create, {
      body: { title: 'Fuite au purgeur', contactIds: [items[0]?.id ?? ''] },
    })
    expect(created.number).toBe(facts.lastNumber + 1)
    const { id } = await call(api.session.show, {})
    const claimed = await call(api.tickets.setLead, { params: { id: created.id }, body: { from: null, to: id } })
    expect(claimed.lead?.id).toBe(id)
  })

  test('the website’s secret is still accepted, and its form is offered', async () => {
    const { items } = await call(api.websites.list, {})
    const website = items.find(({ id }) => id === facts.websiteId)
    if (!website) throw new Error('the website is gone')
    const token = await siteToken({ website, secret: facts.websiteSecret }, { purpose: 'forms' })
    const offered = await call(api.websites.forms, { body: { token } })
    expect(offered.items.map(({ id }) => id)).toContain(facts.formId)
  })

  test('doctor finds nothing to mend', async () => {
    const { output } = await runCli({ DATA_DIR: dataDir, SECRET_KEY: secretKey }, 'doctor')
    expect(output.split('\n').filter((line) => line.startsWith('to mend'))).toEqual([])
  })
})
