import { expect, test } from 'vitest'
import { translate } from '../../../i18n/index.ts'
import type { Translate } from '../i18n.tsx'
import { describeType, formatSize } from './file-labels.ts'

const t: Translate = (key, values) => translate('fr', key, values)

test.each([
  [12, '12 o'],
  [340_000, '340 ko'],
  [999_400, '999 ko'],
  [999_600, '1 Mo'],
  [1_240_000, '1,2 Mo'],
  [25_000_000, '25 Mo'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatSize(t, bytes, 'fr')).toBe(words)
})

test.each([
  ['image/heic', 'image'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'tableur'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
  ['application/octet-stream', 'fichier'],
])('%s is said “%s”', (type, words) => {
  expect(describeType(t, type)).toBe(words)
})
