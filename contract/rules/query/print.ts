import type { Locale } from '../../enums.ts'
import { fields, findSpelled, isSpelled, wordOf } from './fields.ts'
import type { Condition, QueryTree, Value } from './tree.ts'
import { meWords, missingWords, periodWords, unitWords } from './values.ts'

/** Returns the canonical text of a query in a language: parsing it gives the same tree. */
export function printQuery(tree: QueryTree | null, locale: Locale): string {
  if (tree === null) return ''
  if (tree.type === 'words') return tree.text
  if (tree.type === 'condition') return printCondition(tree, locale)
  if (tree.type === 'not') return `-${printItem(tree.item, locale)}`
  if (tree.type === 'and')
    return tree.items.map((item) => (item.type === 'or' ? printItem : printQuery)(item, locale)).join(' ')
  const or = locale === 'fr' ? ' OU ' : ' OR '
  return tree.items.map((item) => printQuery(item, locale)).join(or)
}

/** An item after a sign or among others, in parentheses where it has several parts. */
function printItem(tree: QueryTree, locale: Locale): string {
  const text = printQuery(tree, locale)
  const isOne = tree.type === 'condition' || (tree.type === 'words' && /^(?:"[^"]*"|\S+)$/.test(text))
  return isOne ? text : `(${text})`
}

function printCondition({ field, operator, values }: Condition, locale: Locale): string {
  const sign = operator === '=' ? '' : operator
  return `${wordOf(field, locale)}:${sign}${values.map((value) => printValue(field, value, locale)).join(',')}`
}

function printValue(field: Condition['field'], value: Value, locale: Locale): string {
  const declared = fields[field]
  switch (value.type) {
    case 'me':
      return meWords[locale][0]
    case 'none':
      return missingWords[declared.missing ?? 'feminine'][locale][0]
    case 'choice':
      return (declared.takes === 'choice' && declared.choices[value.choice]?.[locale][0]) || value.choice
    case 'number':
      return String(value.number)
    case 'id':
      return value.id
    case 'name':
      return printName(value.name)
    case 'period':
      return periodWords[value.period][locale][0]
    case 'age':
      return `${value.amount}${unitWords[value.unit][locale][0]}`
    case 'instant':
      return value.instant
    case 'day':
      return value.day
    case 'month':
      return value.month
    case 'year':
      return value.year
  }
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** Returns a name as it stands in a query: in quotes where it would be read otherwise without. */
export function printName(name: string): string {
  const isBare = /^[^\s"“”«»(),<>=]+$/.test(name) && !uuid.test(name)
  const isKeyword = isSpelled(name, meWords) || findSpelled(name, missingWords) !== null
  return isBare && !isKeyword ? name : `"${name}"`
}
