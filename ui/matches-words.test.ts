import { expect, test } from 'vitest'
import { matchesWords } from './matches-words.ts'

test('beginnings of words in any order find it, accents and capitals forgiven', () => {
  for (const typed of ['', 'k', 'be ka', 'BÉN', 'karim']) expect(matchesWords('Karim Bénali', typed)).toBe(true)
  for (const typed of ['arim', 'karim x', 'bb']) expect(matchesWords('Karim Bénali', typed)).toBe(false)
})
