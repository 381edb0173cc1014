import { foldWord } from './fields.ts'

const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  et: 'and',
  and: 'and',
  ou: 'or',
  or: 'or',
  non: 'not',
  not: 'not',
}

/** Returns the operator that a word may be, or null. */
export const operatorOf = (word: string) => operators[foldWord(word)] ?? null
