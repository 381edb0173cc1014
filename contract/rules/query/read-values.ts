import type { Locale } from '../../enums.ts'
import { parseDateValue } from './date-values.ts'
import { QueryRefusal } from './errors.ts'
import { expectedOf } from './expected.ts'
import { fields, findSpelled, isSpelled, ranks } from './fields.ts'
import type { RawValue } from './tokens.ts'
import type { Condition, FieldName, NameValue, Operator, Place, Value } from './tree.ts'
import { meWords, missingWords } from './values.ts'

type Item = RawValue['items'][number]

/** Parses what follows a field’s colon. Throws QueryRefusal. */
export function readCondition(field: FieldName, { sign, items, at }: RawValue, all: Place, locale: Locale): Condition {
  const values = items.map((item) => readValue(field, item, locale))
  const expected = expectedOf(field, locale)
  const last = items.at(-1)
  if (!last || last.at[1] < at[1]) throw new QueryRefusal('value_expected', last ? at : all, expected, field)
  const operator = operatorFor(sign, values)
  if (operator !== '=' && !isComparable(field, values))
    throw new QueryRefusal('no_comparison', [at[0], at[0] + sign.length], expected, field)
  return { type: 'condition', field, operator, values, at: all }
}

/** Ages are compared even without a sign, and only one way or the other: `7j` is `<7j`. */
function operatorFor(sign: string, values: readonly Value[]): Operator {
  const operator = (sign === '' ? '=' : sign) as Operator
  if (values.length !== 1 || values[0]?.type !== 'age') return operator
  return operator === '>' || operator === '>=' ? '>' : '<'
}

function isComparable(field: FieldName, values: readonly Value[]) {
  const { takes } = fields[field]
  const isOrdered = takes === 'date' || takes === 'stars' || field in ranks
  return isOrdered && values.length === 1 && values[0]?.type !== 'none'
}

function readValue(field: FieldName, item: Item, locale: Locale): Value {
  const declared = fields[field]
  if (item.text === '') throw new QueryRefusal('value_expected', item.at, expectedOf(field, locale), field)
  const isMissing = declared.missing && !item.quoted && findSpelled(item.text, missingWords) !== null
  if (isMissing) return { type: 'none' }
  if (declared.takes === 'name') return readName(declared.me === true, item)
  if (declared.takes === 'stars') return readStars(field, item, locale)
  if (declared.takes === 'date') return readDate(field, item, locale)
  const choice = findSpelled(item.text, declared.choices)
  if (choice === null) throw new QueryRefusal('unknown_value', item.at, expectedOf(field, locale), field)
  return { type: 'choice', choice }
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

function readName(mayBeMe: boolean, { text, quoted, at }: Item): NameValue {
  if (!quoted && mayBeMe && isSpelled(text, meWords)) return { type: 'me' }
  if (!quoted && uuid.test(text)) return { type: 'id', id: text.toLowerCase() }
  return { type: 'name', name: text, at }
}

function readStars(field: FieldName, { text, at }: Item, locale: Locale): Value {
  if (!/^[1-5]$/.test(text)) throw new QueryRefusal('not_a_rating', at, expectedOf(field, locale), field)
  return { type: 'number', number: Number(text) }
}

function readDate(field: FieldName, { text, at }: Item, locale: Locale): Value {
  const date = parseDateValue(text)
  if (date === 'unreal') throw new QueryRefusal('no_such_date', at, expectedOf(field, locale), field)
  if (date === null) throw new QueryRefusal('not_a_date', at, expectedOf(field, locale), field)
  return date
}
