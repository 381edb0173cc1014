import { availableParallelism, loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { previewTable, withTable } from './table-reader.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const settings = {
  columns: { Date: 'timestamp', Quoi: 'description' },
  timeZone: 'Europe/Paris',
  identityOrder: 'dayFirst',
  identityHasSender: true,
} as const
const read = (bytes: Uint8Array) =>
  withTable(bytes, { settings, knownHash: null }, async ({ rows }) => {
    const all = []
    for await (const part of rows) all.push(...part.map(({ cells }) => cells))
    return all
  })
const why = (bytes: Uint8Array) =>
  read(bytes).then(
    () => null,
    (error) => ({ alert: error.alert, detail: error.detail }),
  )

/** Measures the megabytes that the process gained, and the longest block of its main thread, in milliseconds. */
async function measure(work: () => Promise<unknown>) {
  await read(encode('Date,Quoi\n2026-11-20,Fuite'))
  const before = process.memoryUsage.rss()
  let highest = before
  const watching = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss())
  }, 5)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await work()
  delay.disable()
  clearInterval(watching)
  return { heldMs: delay.max / 1e6, gainedMb: (highest - before) / 1e6 }
}

/** Limit of 100 ms, raised on a machine with more load than cores. */
const maxMs = () => 100 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())

/** Timeout for files of the maximum size on a busy machine. */
const timeoutMs = 60_000

test(
  '19 MB of lines are refused without holding the main thread, for readings and previews',
  async () => {
    const bytes = encode('a,b\n'.repeat(4_750_000))
    const { heldMs, gainedMb } = await measure(async () => {
      expect(await why(bytes)).toMatchObject({ alert: 'too_large' })
      await expect(previewTable(bytes)).rejects.toMatchObject({ alert: 'too_large' })
    })
    expect(heldMs).toBeLessThan(maxMs())
    expect(gainedMb).toBeLessThan(600)
  },
  timeoutMs,
)

test(
  '100,000 rows are handed over in parts without holding the main thread',
  async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `2026-11-20 08:00:${n % 60},${'Fuite '.repeat(20)}${n}`)
    const bytes = encode(`Date,Quoi\n${rows.join('\n')}`)
    const { heldMs } = await measure(async () => expect(await read(bytes)).toHaveLength(100_000))
    expect(heldMs).toBeLessThan(maxMs())
  },
  timeoutMs,
)

test.each([
  ['one line of 19 MB of commas', ','.repeat(19_000_000)],
  ['201 columns', Array.from({ length: 201 }, (_, n) => `c${n}`).join()],
])('%s are refused as too large', async (_name, text) => {
  const { heldMs, gainedMb } = await measure(async () => {
    expect(await why(encode(text))).toMatchObject({ alert: expect.stringMatching(/too_large|unreadable/) })
  })
  expect(heldMs).toBeLessThan(maxMs())
  expect(gainedMb).toBeLessThan(600)
})

test('rejects a file with too many blank lines as too large, because rows after them would be lost', async () => {
  const text = `Date,Quoi\n2026-11-20,Fuite${'\n'.repeat(100_100)}2026-11-21,Panne`
  expect(await why(encode(text))).toMatchObject({ alert: 'too_large' })
})

const table = 'Date,Quoi\n2026-11-20 08:00,Chaudière à l’arrêt'
const cells = [{ Date: '2026-11-20 08:00', Quoi: 'Chaudière à l’arrêt' }]

test.each([
  ['UTF-16 of Windows, marked', Buffer.from(`\ufeff${table}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(table, 'utf16le')],
  ['UTF-16 the other way round', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
  ['a sep= line', encode(`sep=;\r\n${table.replaceAll(',', ';')}`)],
  ['an unusual separator that the sep= line names', encode(`sep=|\n${table.replaceAll(',', '|')}`)],
  ['title lines and a blank one above the header', encode(`Export du 23/11/2026,\nThermo-Loire\n\n${table}`)],
])('%s is read', async (_name, bytes) => {
  expect(await read(bytes)).toEqual(cells)
})

test('an invalid byte does not affect the other accents', async () => {
  const bytes = Buffer.concat([encode(`${table}\n2026-11-21 08:00,Panne `), Buffer.from([0xe9])])
  expect(await read(bytes)).toEqual([...cells, { Date: '2026-11-21 08:00', Quoi: 'Panne \ufffd' }])
})

test('accepts a stray quote inside a line as a character', async () => {
  const said = await read(encode('Date,Quoi\n2026-11-20,"Le "grand" four"\n2026-11-21,Four 5" en panne'))
  expect(said?.map(({ Quoi }) => Quoi)).toEqual(['Le "grand" four', 'Four 5" en panne'])
})

test('reports the line number of a quote that would swallow other lines', async () => {
  const lines = 'Date,Quoi\n2026-11-20,Fuite\n2026-11-21,"Four\n2026-11-22,Panne\n2026-11-23,Fuite'
  expect(await why(encode(lines))).toEqual({ alert: 'quote_open', detail: '3' })
  const closedLater = `${lines}\n2026-11-24,"Badge"`
  expect(await why(encode(closedLater))).toEqual({ alert: 'quote_open', detail: '3' })
})

test('reads a quoted cell of several lines', async () => {
  expect(await read(encode('Date,Quoi\n2026-11-20,"Plus d’eau\ndepuis hier"'))).toEqual([
    { Date: '2026-11-20', Quoi: 'Plus d’eau\ndepuis hier' },
  ])
})
