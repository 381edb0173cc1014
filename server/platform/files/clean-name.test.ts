import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName } from './clean-name.ts'

test.each([
  ['Devis chaudière n° 12.pdf', 'Devis chaudière n° 12.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Léa\\photo.jpg', 'photo.jpg'],
  ['..', 'fichier'],
  ['.htaccess', 'htaccess'],
  ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie_ x=1.txt'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['pho\u200bto\ufeff\u2066.jpg', 'photo.jpg'],
  ['\u3164\u115f\u2800 .', '\u2800'],
  ['nul\u0000.txt', 'nul.txt'],
  ['moitié\ud800.txt', 'moitié�.txt'],
  ['a"b|c?.txt', 'a_b_c_.txt'],
])('%j becomes %j', (given, expected) => {
  expect(cleanFileName(given)).toBe(expected)
})

test('truncates a long name before its extension', () => {
  const name = cleanFileName(`${'é'.repeat(300)}.jpeg`)
  expect([...name]).toHaveLength(200)
  expect(name).toMatch(/é\.jpeg$/)
})

test('returns one visible line without a path for any input', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanFileName(given)
      expect(name).toMatch(/^[^/\\\p{C}\p{Zl}\p{Zp}]+$/u)
      expect(name).not.toMatch(/^\./)
      expect([...name].length).toBeLessThanOrEqual(200)
      expect(cleanFileName(name)).toBe(name)
    }),
  )
})
