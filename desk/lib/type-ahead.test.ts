import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** Stub of the browser: an overlay, with or without a field. */
const window = new EventTarget()
class Field {
  type = 'text'
}
const page = { floats: true, field: true, inserted: [] as string[] }
const document = {
  querySelector: (selector: string) => (page.floats && (page.field || !selector.endsWith('textarea)')) ? {} : null),
  execCommand: (_: string, __: boolean, words: string) => page.inserted.push(words),
}
let typeAhead: (event: KeyboardEvent) => boolean

beforeAll(async () => {
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('HTMLTextAreaElement', Field)
  typeAhead = (await import('./type-ahead.ts')).bufferKey
})

beforeEach(() => {
  vi.useFakeTimers()
  window.dispatchEvent(new Event('pointerdown'))
  Object.assign(page, { floats: true, field: true, inserted: [] })
})

afterEach(() => {
  vi.useRealTimers()
})

const press = (key: string) => typeAhead({ key } as KeyboardEvent)
const type = (words: string) => [...words].map(press)

async function enterField() {
  window.dispatchEvent(Object.defineProperty(new Event('focusin'), 'target', { value: new Field() }))
  await Promise.resolve()
  return page.inserted
}

test('letters typed while something opens reach its field', async () => {
  type('le feu')
  expect(await enterField()).toEqual(['le feu'])
})

test('letters are forgotten after a second, if the field was there', async () => {
  type('secret')
  vi.advanceTimersByTime(1_100)
  expect(await enterField()).toEqual([])
})

test('letters wait longer for a field that is still being loaded', async () => {
  page.field = false
  type('instr')
  vi.advanceTimersByTime(5_000)
  expect(await enterField()).toEqual(['instr'])
})

test.each(['Tab', 'Escape'])('%s forgets the letters', async (key) => {
  type('secret')
  window.dispatchEvent(Object.assign(new Event('keydown'), { key }))
  expect(await enterField()).toEqual([])
})

test('letters are forgotten once nothing floats', async () => {
  type('secret')
  page.floats = false
  expect(await enterField()).toEqual([])
})

test('a space with no letters before it is left to what has the focus', () => {
  expect(press(' ')).toBe(false)
})
