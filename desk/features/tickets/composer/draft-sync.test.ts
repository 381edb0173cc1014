import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DraftContent } from '../../../../contract/drafts.ts'
import { blankDraft } from './draft.ts'
import { openDraftSync } from './draft-sync.ts'

/** Stub of the browser: its storage, and other tabs that receive storage events. */
function aDevice() {
  const kept = new Map<string, string>()
  const tabs = new Set<(event: { key: string }) => void>()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  }
  const window = {
    addEventListener: (name: string, hear: (event: { key: string }) => void) => name === 'storage' && tabs.add(hear),
    removeEventListener: (_: string, hear: (event: { key: string }) => void) => tabs.delete(hear),
  }
  const document = { hidden: false, addEventListener() {}, removeEventListener() {} }
  return {
    use: () => {
      vi.stubGlobal('localStorage', localStorage)
      vi.stubGlobal('window', window)
      vi.stubGlobal('document', document)
    },
    /** Sends the storage event to the tabs that did not write. */
    tellOthers() {
      for (const tab of [...tabs].slice(1)) for (const key of kept.keys()) tab({ key })
    },
  }
}

/** Server that stores one draft as server/modules/tickets/drafts/drafts.ts does. */
function aServer() {
  let revision = 0
  let content: DraftContent | null = null
  let writtenAt = 0
  let away = false
  const calls: string[] = []
  const answer = async <T>(said: string, make: () => T): Promise<T> => {
    calls.push(said)
    if (away) throw new Error('away')
    const made = make()
    await new Promise((go) => setTimeout(go, 50))
    return made
  }
  const end = () => {
    revision += 1
    content = null
    writtenAt = Date.now()
  }
  return {
    calls,
    keep: (next: DraftContent, seen: number) =>
      answer(`keep ${next.html}`, () => {
        const replaced = revision > seen ? content : null
        revision += 1
        content = next
        writtenAt = Date.now()
        return { revision, replaced }
      }),
    discard: () => answer('discard', end),
    isRefusal: (error: unknown) => error === refusal,
    end,
    read: () => (revision === 0 ? null : { content, revision, age: Date.now() - writtenAt }),
    go: (isAway: boolean) => {
      away = isAway
    },
  }
}
const refusal = new Error('not_found')

let made = 0
const aPlace = () => ({ agentId: 'claire', ticketId: `t${++made}` })
const html = (words: string) => ({ html: `<p>${words}</p>` })
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  aDevice().use()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a draft is saved after a pause of a second, and reported as saved', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  for (const words of ['B', 'Bo', 'Bonjour']) {
    page.write(html(words))
    await after(300)
  }
  expect(server.calls).toEqual([])
  expect(page.shown.get().kept).toBe('not yet')
  await after(1_100)
  expect(server.calls).toEqual(['keep <p>Bonjour</p>'])
  expect(page.shown.get().kept).toBe('server')
})

test('another device shows the saved draft, and does not save it again', async () => {
  const server = aServer()
  const desk = openDraftSync(aPlace(), server)
  desk.write({ ...html('Je passe jeudi'), kind: 'question' })
  await after(1_100)
  aDevice().use()
  const phone = openDraftSync(aPlace(), server)
  phone.take(server.read())
  phone.start()
  expect(phone.shown.get().draft).toMatchObject({ kind: 'question', html: '<p>Je passe jeudi</p>' })
  await after(60_000)
  expect(server.calls).toHaveLength(1)
})

test('a draft sent on one device disappears on the other, once its agent stops typing', async () => {
  const server = aServer()
  const desk = openDraftSync(aPlace(), server)
  desk.write(html('Bonjour'))
  await after(1_100)
  server.end()
  desk.take(server.read())
  expect(desk.shown.get().draft.html).toBe('<p>Bonjour</p>')
  await after(10_000)
  expect(desk.shown.get().draft.html).toBe('')
  const again = openDraftSync(aPlace(), aServer())
  again.write(html('Autre chose'))
  again.take({ content: null, revision: 99, age: 0 })
  await after(500)
  expect(again.shown.get().draft.html).toBe('<p>Autre chose</p>')
})

test('a response older than the saved draft is ignored', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  page.write(html('Un'))
  await after(1_100)
  const old = server.read()
  page.write(html('Un, deux'))
  await after(20_000)
  page.take(old)
  page.take(null)
  await after(20_000)
  expect(page.shown.get().draft.html).toBe('<p>Un, deux</p>')
})

test('a draft is stored on the device while the server is unreachable, and saved afterwards', async () => {
  const server = aServer()
  server.go(true)
  const page = openDraftSync(aPlace(), server)
  page.write(html('Bonjour'))
  await after(1_100)
  expect(page.shown.get().kept).toBe('device')
  server.go(false)
  await after(16_000)
  expect(page.shown.get().kept).toBe('server')
  expect(server.read()?.content?.html).toBe('<p>Bonjour</p>')
})

test('a refused draft is not sent again, and its text is kept', async () => {
  const keep = vi.fn().mockRejectedValue(refusal)
  const place = aPlace()
  const page = openDraftSync(place, { ...aServer(), keep })
  page.write(html('Bonjour'))
  await after(120_000)
  expect(keep).toHaveBeenCalledTimes(1)
  expect(page.shown.get()).toMatchObject({ kept: 'device', draft: html('Bonjour') })
  expect(openDraftSync(place, aServer()).shown.get().draft.html).toBe('<p>Bonjour</p>')
})

test('a newer draft replaces one written offline, which can be restored', async () => {
  const server = aServer()
  server.go(true)
  const place = aPlace()
  openDraftSync(place, server).write(html('Dans le train'))
  await after(60_000)
  server.go(false)
  await Promise.all([server.keep({ ...blankDraft, ...html('Au bureau') }, 0), after(100)])
  const page = openDraftSync(place, server)
  page.take(server.read())
  expect(page.shown.get()).toMatchObject({ draft: html('Au bureau'), other: html('Dans le train') })
  page.swap()
  expect(page.shown.get()).toMatchObject({ draft: html('Dans le train'), other: html('Au bureau') })
  await after(1_100)
  expect(server.read()?.content?.html).toBe('<p>Dans le train</p>')
})

test('a newer draft of this device replaces the server’s, which can be restored', async () => {
  const server = aServer()
  await Promise.all([server.keep({ ...blankDraft, ...html('Au bureau') }, 0), after(60_000)])
  const page = openDraftSync(aPlace(), server)
  page.write(html('Dans le train'))
  page.take(server.read())
  await after(1_100)
  expect(page.shown.get()).toMatchObject({ draft: html('Dans le train'), other: html('Au bureau'), kept: 'server' })
})

test('two tabs of one browser show the same draft, and save it once', async () => {
  const device = aDevice()
  device.use()
  const server = aServer()
  const place = aPlace()
  const [one, two] = [openDraftSync(place, server), openDraftSync(place, server)]
  one.start()
  two.start()
  one.write(html('Bonjour'))
  await after(500)
  device.tellOthers()
  expect(two.shown.get().draft.html).toBe('<p>Bonjour</p>')
  await after(60_000)
  device.tellOthers()
  await after(60_000)
  expect(server.calls).toEqual(['keep <p>Bonjour</p>'])
})

test('a draft whose save was pending is deleted after its step was sent', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  page.write(html('Bonjour'))
  await after(1_010)
  page.hold(undefined)
  page.clear()
  await after(1_000)
  expect(server.calls).toEqual(['keep <p>Bonjour</p>', 'discard'])
  expect(page.shown.get().draft.html).toBe('')
})

test('a step whose response was lost leaves no draft after the retry', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  page.write(html('Bonjour'))
  await after(1_100)
  const attempt = { key: 'k', written: 'w', body: { kind: 'answer', visibility: 'public', body: 'x' } } as const
  page.hold(attempt)
  server.end()
  page.release(false)
  page.write(html('Bonjour'))
  await after(1_100)
  page.hold(attempt)
  page.clear()
  await after(1_100)
  expect(server.read()?.content).toBeNull()
})

test('a draft is not saved while its step is being sent, and again after a refusal', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  page.write(html('Bonjour'))
  page.hold(undefined)
  await after(30_000)
  expect(server.calls).toEqual([])
  page.release(true)
  await after(100)
  expect(server.calls).toEqual(['keep <p>Bonjour</p>'])
})

test('an emptied draft is deleted on the server too', async () => {
  const server = aServer()
  const page = openDraftSync(aPlace(), server)
  page.write(html('Bonjour'))
  await after(1_100)
  page.write({ html: '' })
  await after(1_100)
  expect(server.read()?.content).toBeNull()
})
