import type { Locale } from '../../enums.ts'
import { type QueryError, QueryRefusal } from './errors.ts'
import { fieldsLike } from './expected.ts'
import { findField } from './fields.ts'
import { operatorOf } from './operators.ts'
import { readCondition } from './read-values.ts'
import { type Token, tokenize } from './tokens.ts'
import { type Place, type QueryTree, queryLimits } from './tree.ts'

/** Outcome of parsing: the tree, null for an empty query, or the first error. */
export type ParsedQuery = { tree: QueryTree | null; error: null } | { tree: null; error: QueryError }

/** Parses a query in either language; the words of an error are in the given one. */
export function parseQuery(text: string, locale: Locale): ParsedQuery {
  try {
    return { tree: readQuery(text, locale), error: null }
  } catch (refusal) {
    if (!(refusal instanceof QueryRefusal)) throw refusal
    const { at, code, expected, field } = refusal
    return { tree: null, error: { at, code, found: shorten(text.slice(...at)), expected, ...(field && { field }) } }
  }
}

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

type Reading = { tokens: readonly Token[]; next: number; depth: number; leaves: number; locale: Locale }

function readQuery(text: string, locale: Locale): QueryTree | null {
  const { characters } = queryLimits
  if (text.length > characters) throw new QueryRefusal('too_long', [characters, text.length], [String(characters)])
  const tokens = tokenize(text)
  if ('openQuote' in tokens) throw new QueryRefusal('quote_not_closed', tokens.openQuote)
  const reading: Reading = { tokens, next: 0, depth: 0, leaves: 0, locale }
  if (peek(reading).type === 'end') return null
  const tree = readOr(reading)
  const rest = peek(reading)
  if (rest.type === 'close') throw new QueryRefusal('parenthesis_not_opened', rest.at)
  return tree
}

const end: Token = { type: 'end', at: [0, 0] }
const peek = ({ tokens, next }: Reading): Token => tokens[next] ?? tokens.at(-1) ?? end

function isOperator(reading: Reading, operator: 'and' | 'or') {
  const token = peek(reading)
  return token.type === 'operator' && token.operator === operator
}

function readOr(reading: Reading): QueryTree {
  const items = [readAnd(reading)]
  while (isOperator(reading, 'or')) {
    reading.next += 1
    items.push(readAnd(reading))
  }
  return joined('or', items)
}

function readAnd(reading: Reading): QueryTree {
  const items = [readPart(reading)]
  while (!['end', 'close'].includes(peek(reading).type) && !isOperator(reading, 'or')) {
    if (isOperator(reading, 'and')) reading.next += 1
    items.push(readPart(reading))
  }
  return joined('and', items)
}

/** Joins items into one node, without nodes of its own type, and words that follow each other into one. */
function joined(type: 'and' | 'or', items: QueryTree[]): QueryTree {
  const flat: QueryTree[] = []
  for (const item of items.flatMap((each) => (each.type === type ? each.items : [each]))) {
    const last = flat.at(-1)
    if (type === 'and' && last?.type === 'words' && item.type === 'words')
      flat[flat.length - 1] = { type: 'words', text: `${last.text} ${item.text}`, at: across(last, item) }
    else flat.push(item)
  }
  const [first, ...others] = flat as [QueryTree, ...QueryTree[]]
  const last = others.at(-1)
  return last ? { type, items: flat, at: across(first, last) } : first
}

const across = (first: QueryTree, last: QueryTree): Place => [first.at[0], last.at[1]]

function readPart(reading: Reading): QueryTree {
  const token = peek(reading)
  if (token.type === 'minus' || (token.type === 'operator' && token.operator === 'not')) {
    reading.next += 1
    const item = within(reading, token.at, () => readPart(reading))
    return { type: 'not', item, at: [token.at[0], item.at[1]] }
  }
  if (token.type === 'open') return readGroup(reading, token.at)
  return readLeaf(reading, token)
}

function within(reading: Reading, at: Place, read: () => QueryTree): QueryTree {
  const { depth } = queryLimits
  reading.depth += 1
  if (reading.depth > depth) throw new QueryRefusal('too_deep', at, [String(depth)])
  const tree = read()
  reading.depth -= 1
  return tree
}

function readGroup(reading: Reading, open: Place): QueryTree {
  reading.next += 1
  const first = peek(reading)
  if (first.type === 'close') throw new QueryRefusal('empty_parentheses', [open[0], first.at[1]])
  if (first.type === 'end') throw new QueryRefusal('parenthesis_not_closed', open)
  const tree = within(reading, open, () => readOr(reading))
  if (peek(reading).type !== 'close') throw new QueryRefusal('parenthesis_not_closed', open)
  reading.next += 1
  return tree
}

function readLeaf(reading: Reading, token: Token): QueryTree {
  const { conditions } = queryLimits
  if (!('text' in token) && token.type !== 'field')
    throw new QueryRefusal('condition_expected', (token.type === 'operator' ? token : before(reading)).at)
  const isAnotherWord = 'text' in token && 'text' in before(reading)
  reading.next += 1
  if (!isAnotherWord) reading.leaves += 1
  if (reading.leaves > conditions) throw new QueryRefusal('too_many_conditions', token.at, [String(conditions)])
  if (token.type !== 'field') return { type: 'words', text: wordsOf(token), at: token.at }
  const field = findField(token.word)
  const named: Place = [token.at[0], token.at[0] + token.word.length]
  if (field === null) throw new QueryRefusal('unknown_field', named, fieldsLike(token.word, reading.locale))
  return readCondition(field, token.value, token.at, reading.locale)
}

/** The token before the next one. */
const before = ({ tokens, next }: Reading): Token => tokens[next - 1] ?? end

/** A word that would be read as an operator elsewhere is quoted. */
function wordsOf(token: Extract<Token, { text: string }>): string {
  return token.type === 'phrase' || operatorOf(token.text) ? `"${token.text}"` : token.text
}
