import { expect, test } from 'vitest'
import { hashToPath, pathToHash } from './website-hash.ts'

test.each([
  ['/tickets/1043', '#guichet=T-1043'],
  ['/tickets/01890a5d-ac96-774b-bcce-b302099a8057', '#guichet=01890a5d-ac96-774b-bcce-b302099a8057'],
  ['/nouveau', '#guichet=nouveau'],
  ['/compte', '#guichet=compte'],
  ['/', ''],
])('%s has the address %s in a website’s page', (path, hash) => {
  expect(pathToHash(path)).toBe(hash)
  expect(hashToPath(hash)).toBe(path)
})

test('a hash of the website’s own names no screen', () => {
  for (const hash of ['#menu', '#guichet=', '#guichet=<b>', '#autre=T-1043']) expect(hashToPath(hash)).toBe('/')
})
