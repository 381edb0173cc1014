import fc from 'fast-check'
import { fieldNames, fields, ranks } from './fields.ts'
import type { Condition, DateValue, FieldName, NameValue, QueryTree, Value } from './tree.ts'
import { ageUnits, periods, queryLimits } from './tree.ts'

const nowhere = [0, 0] as const

type Vocabulary = {
  names: (field: FieldName) => fc.Arbitrary<NameValue>
  words: fc.Arbitrary<string>
  dates: fc.Arbitrary<DateValue>
}

const anyName: fc.Arbitrary<NameValue> = fc.oneof(
  fc.uuid().map((id) => ({ type: 'id', id }) as const),
  fc
    .constantFrom(
      'Karim',
      'Dupont SA',
      'moi',
      'aucune',
      'Zoé Lefèvre',
      'SN-8F31',
      'a,b',
      '(x)',
      '>7',
      "L'Étude",
      'statut:x',
    )
    .map((name) => ({ type: 'name', name, at: nowhere }) as const),
)

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const age = fc
  .record({ amount: fc.integer({ min: 1, max: 100 }), unit: fc.constantFrom(...ageUnits) })
  .map((each) => ({ type: 'age', ...each }) as const)

export const anyDate: fc.Arbitrary<DateValue> = fc.oneof(
  day.map((iso) => ({ type: 'day', day: iso.slice(0, 10) }) as const),
  day.map((iso) => ({ type: 'month', month: iso.slice(0, 7) }) as const),
  day.map((iso) => ({ type: 'year', year: iso.slice(0, 4) }) as const),
  day.map((instant) => ({ type: 'instant', instant }) as const),
  fc.constantFrom(...periods).map((period) => ({ type: 'period', period }) as const),
  age,
)

const anyWords = fc
  .array(fc.constantFrom('pompe', 'chaudière', 'E-133', '"ne démarre pas"', '1042', 'l’eau'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((pieces) => pieces.join(' '))

/** Queries of the grammar, as parsing them would give. */
export function aQuery({ names = () => anyName, words = anyWords, dates = anyDate }: Partial<Vocabulary> = {}) {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fieldNames).chain((field) => aCondition(field, names(field), dates)) },
    { weight: 1, arbitrary: words.map((text) => ({ type: 'words', text, at: nowhere }) as const) },
  )
  const { query } = fc.letrec<{ query: QueryTree }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'query' },
      leaf as fc.Arbitrary<QueryTree>,
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((items) => joined('and', items)),
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((items) => joined('or', items)),
      tie('query').map((item): QueryTree => ({ type: 'not', item, at: nowhere })),
    ),
  }))
  return query.filter((tree) => countLeaves(tree) <= queryLimits.conditions)
}

function aCondition(
  field: FieldName,
  names: fc.Arbitrary<NameValue>,
  dates: fc.Arbitrary<DateValue>,
): fc.Arbitrary<Condition> {
  const declared = fields[field]
  const none = declared.missing ? [fc.constant<Value>({ type: 'none' })] : []
  const me = declared.takes === 'name' && declared.me ? [fc.constant<Value>({ type: 'me' })] : []
  const own: fc.Arbitrary<Value> =
    declared.takes === 'choice'
      ? fc.constantFrom(...Object.keys(declared.choices)).map((choice) => ({ type: 'choice', choice }))
      : declared.takes === 'stars'
        ? fc.integer({ min: 1, max: 5 }).map((number) => ({ type: 'number', number }))
        : declared.takes === 'date'
          ? dates
          : names
  const equal = fc
    .array(fc.oneof({ weight: 4, arbitrary: own }, ...me, ...none), { minLength: 1, maxLength: 2 })
    .map((values) => ({ operator: '=' as const, values }))
    .filter(({ values }) => values.length > 1 || values[0]?.type !== 'age')
  const isOrdered = declared.takes === 'date' || declared.takes === 'stars' || field in ranks
  const compared = fc
    .record({ operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), value: own })
    .map(({ operator, value }) => ({ operator, values: [value] }))
    .filter(({ operator, values }) => values[0]?.type !== 'age' || operator.length === 1)
  return (isOrdered ? fc.oneof(equal, compared) : equal).map((each) => ({
    type: 'condition',
    field,
    ...each,
    at: nowhere,
  }))
}

/** Joins queries as the parser does. */
function joined(type: 'and' | 'or', items: QueryTree[]): QueryTree {
  const flat: QueryTree[] = []
  for (const item of items.flatMap((each) => (each.type === type ? each.items : [each]))) {
    const last = flat.at(-1)
    if (type === 'and' && last?.type === 'words' && item.type === 'words')
      flat[flat.length - 1] = { ...last, text: `${last.text} ${item.text}` }
    else flat.push(item)
  }
  const [first] = flat
  return flat.length === 1 && first ? first : { type, items: flat, at: nowhere }
}

function countLeaves(tree: QueryTree): number {
  if (tree.type === 'not') return countLeaves(tree.item)
  return tree.type === 'and' || tree.type === 'or' ? tree.items.reduce((sum, item) => sum + countLeaves(item), 0) : 1
}
