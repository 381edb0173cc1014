import { describe, expect, test } from 'vitest'
import { highlight } from './highlight.ts'

const marked = (text: string, question: string) =>
  highlight(text, question)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('')

describe('the parts of a suggestion that match the search text', () => {
  test.each([
    ['Dupont Marie', 'dupon', '[Dupon]t Marie'],
    ['Éric Lemoine', 'eric lem', '[Éric] [Lem]oine'],
    ['02 41 88 12 40', 'dupon 0241', '[02 41] 88 12 40'],
    ['+33 6 45 11 22 33', '0645', '+33 [6 45] 11 22 33'],
    ['02.41.88.12.40', '+33 2 41', '[02.41].88.12.40'],
    ['Dupont', 'xyz', 'Dupont'],
    ['Traiteur Dupont', 'pont', 'Traiteur Dupont'],
  ])('%s ← %s', (text, question, expected) => expect(marked(text, question)).toBe(expected))
})
