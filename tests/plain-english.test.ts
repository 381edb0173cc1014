import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Sources whose sentences are read here. Released migrations are never changed, not even their comments. */
const folders = '{bench,browser,contract,desk,i18n,portal,scripts,seeds,server,tests,ui,wordpress}'

const lines: { at: string; text: string }[] = []
for await (const file of glob(`${folders}/**/*.{ts,tsx,php,js}`, {
  exclude: (name) => name.includes('node_modules'),
})) {
  if (file.endsWith('plain-english.test.ts')) continue
  const content = await readFile(file, 'utf8')
  for (const [index, text] of content.split('\n').entries()) lines.push({ at: `${file}:${index + 1}`, text })
}

const breaking = (pattern: RegExp) =>
  lines.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at}: ${text.trim()}`)

test('there is something to read', () => {
  expect(lines.length).toBeGreaterThan(20_000)
})

test('docstrings begin with a verb or a noun', () => {
  expect(breaking(/^\s*(?:\/\*\*|\* @return \w+) (?:What|Who|Whom|Whose|Whoever|Of|By|That|So|As)\b/)).toEqual([])
})

test('a docstring of several lines begins with a verb or a noun', () => {
  const openings = lines.filter((_, index) => lines[index - 1]?.text.trim() === '/**')
  const breakingOnes = openings.filter(({ text }) =>
    /^\s*\* (?:What|Who|Whom|Whose|Whoever|Of|By|That|So|As)\b/.test(text),
  )
  expect(breakingOnes.map(({ at, text }) => `${at}: ${text.trim()}`)).toEqual([])
})

test('types are named by nouns', () => {
  expect(
    breaking(
      /^export (?:type|class|interface) (?:\w+ed|Asked|Begun|Chosen|Given|Gone|Held|Kept|Known|Made|Read|Said|Sent|Shown|Sought|Taken|Told|\w+ing)\b(?<!Heading|Rating|Setting|String|Thing)/,
    ),
  ).toEqual([])
})

test('names of tests begin with a subject', () => {
  expect(breaking(/^\s*(?:test|it)(?:\.\w+)?\(['"`](?:what|who|whom|whose|whoever)\b/)).toEqual([])
})
