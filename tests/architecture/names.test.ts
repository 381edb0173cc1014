import { expect, test } from 'vitest'
import { isLocal, offences, production, readSources, sources, under } from './sources.ts'

test('every import inside the project names a file that is there', () => {
  const files = new Set(sources.map(({ file }) => file))
  const missing = offences(sources, (name) => isLocal(name) && /\.tsx?$/.test(name) && !files.has(name))
  expect(missing.filter((line) => !/→ (scripts|tests)\//.test(line))).toEqual([])
})

test('no message is written twice, for the last would silently be the one', () => {
  const keys = under('i18n/fr/').flatMap(({ text }) =>
    [...text.matchAll(/^ {2}'([\w.]+)':/gm)].map((match) => match[1]),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('nothing is exported that nobody imports', async () => {
  const everywhere = [...sources, ...(await readSources('{tests,scripts,seeds,bench}'))]
  const words = new Map(everywhere.map(({ file, text }) => [file, new Set(text.match(/\w+/g))]))
  const idle = [...under('contract/'), ...under('server/')].flatMap(({ file, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
      .map((match) => match[1] ?? '')
      .filter((name) => ![...words].some(([other, said]) => other !== file && said.has(name)))
      .map((name) => `${file}: ${name}`),
  )
  expect(idle).toEqual([])
})

test('files stay small: half under 60 lines, nineteen of twenty under 200, none over 300', () => {
  const measured = production.filter(({ file }) => !/\.gen\.ts$|^i18n\//.test(file))
  const lengths = measured
    .map(({ file, text }) => ({ file, lines: text.split('\n').length }))
    .sort((a, b) => a.lines - b.lines)
  const at = (share: number) => lengths[Math.floor(lengths.length * share)]?.lines ?? 0
  expect(lengths.filter(({ lines }) => lines > 301)).toEqual([])
  expect(at(0.5)).toBeLessThanOrEqual(60)
  expect(at(0.95)).toBeLessThanOrEqual(200)
})
