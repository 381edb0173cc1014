import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fr as form } from '../i18n/form/fr.ts'
import { fr as desk } from '../i18n/fr/index.ts'
import { fr as mail } from '../i18n/mail/fr.ts'
import { fr as portal } from '../i18n/portal/fr.ts'

/** The catalogues, each with the folders whose code may show its messages. */
const catalogues: [string, Record<string, string>, string][] = [
  ['desk', desk, '{browser,desk,ui,server,i18n}/**/*.{ts,tsx}'],
  ['portal', portal, '{browser,portal}/**/*.{ts,tsx}'],
  ['form', form, '{browser,portal}/**/*.{ts,tsx}'],
  ['mail', mail, '{i18n,server}/**/*.{ts,tsx}'],
]

const isCatalogue = (file: string) => /^i18n\/\w+\/|\.test\.tsx?$/.test(file)

async function readTexts(pattern: string): Promise<string> {
  const texts: string[] = []
  for await (const file of glob(pattern)) if (!isCatalogue(file)) texts.push(await readFile(file, 'utf8'))
  return texts.join('\n')
}

/** Keys that are written whole, and patterns of those that are built from a value, as `status.${status}` is. */
function keysIn(source: string) {
  const whole = new Set([...source.matchAll(/['"`]([\w.-]+)['"`]/g)].map(({ 1: text = '' }) => text))
  const built = [...source.matchAll(/`[\w.-]*(?:\$\{[^}]*\}[\w.-]*)+`/g)]
    .map(([text]) => text.slice(1, -1))
    .filter((text) => /^\w+[.]/.test(text))
    .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]+')}$`))
  return (key: string) => whole.has(key) || built.some((pattern) => pattern.test(key))
}

test.each(catalogues)('each message of the %s is shown somewhere', async (_, messages, pattern) => {
  const isUsed = keysIn(await readTexts(pattern))

  expect(Object.keys(messages).filter((key) => !isUsed(key))).toEqual([])
})
