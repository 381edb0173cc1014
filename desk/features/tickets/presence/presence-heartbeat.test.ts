import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LivePresence, PresentAgent } from '../../../../contract/presence.ts'
import { openHeartbeat } from './presence-heartbeat.ts'

const claire = { id: 'claire', name: 'Claire Morel' }
let hide: (hidden: boolean) => void

beforeEach(() => {
  vi.useFakeTimers()
  const listeners = new Set<() => void>()
  const document = {
    hidden: false,
    addEventListener: (_: string, look: () => void) => listeners.add(look),
    removeEventListener() {},
  }
  vi.stubGlobal('document', document)
  vi.stubGlobal('window', { addEventListener() {}, removeEventListener() {} })
  hide = (hidden) => {
    document.hidden = hidden
    for (const look of listeners) look()
  }
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function aPage(there: PresentAgent[] = []) {
  const told: string[] = []
  const tell = vi.fn(async (doing: LivePresence['doing']) => {
    told.push(doing)
    await new Promise((go) => setTimeout(go, 100))
    return there
  })
  return { told, tell, page: openHeartbeat('t1', tell) }
}

test('a heartbeat is sent every 20 s while the page is visible, and a departure when it is hidden or left', async () => {
  const { told, page } = aPage()
  const leave = page.start()
  await vi.advanceTimersByTimeAsync(41_000)
  expect(told).toEqual(['looking', 'looking', 'looking'])
  hide(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told.slice(3)).toEqual(['left'])
  hide(false)
  leave()
  expect(told.slice(4)).toEqual(['looking', 'left'])
})

test('typing is announced at the first key press and viewing after a pause, nothing at other key presses', async () => {
  const { told, page } = aPage()
  for (let key = 0; key < 50; key++) {
    page.type()
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(told).toEqual(['typing'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(told).toEqual(['typing', 'looking'])
  page.type()
  page.rest()
  expect(told).toEqual(['typing', 'looking', 'typing', 'looking'])
})

test('news that arrives before an answer is not undone by it', async () => {
  const { page } = aPage([{ agent: claire, doing: 'looking' }])
  page.start()
  page.hear({ id: 't1', agent: claire, doing: 'typing' })
  page.hear({ id: 'elsewhere', agent: claire, doing: 'left' })
  await vi.advanceTimersByTimeAsync(200)
  expect(page.others.get()).toEqual([{ agent: claire, doing: 'typing' }])
})

test('missed news is corrected by the next answer, and without an answer nobody is shown', async () => {
  const there: PresentAgent[] = [{ agent: claire, doing: 'typing' }]
  const { page, tell } = aPage(there)
  page.start()
  await vi.advanceTimersByTimeAsync(200)
  expect(page.others.get()).toHaveLength(1)
  there.pop()
  await vi.advanceTimersByTimeAsync(20_200)
  expect(page.others.get()).toEqual([])
  page.hear({ id: 't1', agent: claire, doing: 'looking' })
  tell.mockRejectedValue(new Error('away'))
  await vi.advanceTimersByTimeAsync(20_200)
  expect(page.others.get()).toEqual([])
})
