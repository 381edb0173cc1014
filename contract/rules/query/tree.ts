/** Place of something in the text of a query: its first character, and the one after its last. */
export type Place = readonly [from: number, to: number]

export type Operator = '=' | '<' | '<=' | '>' | '>='

export const periods = [
  'today',
  'yesterday',
  'tomorrow',
  'this-week',
  'last-week',
  'next-week',
  'this-month',
  'last-month',
  'next-month',
  'this-year',
  'last-year',
] as const
export type Period = (typeof periods)[number]

export const ageUnits = ['hour', 'day', 'week', 'month', 'year'] as const
export type AgeUnit = (typeof ageUnits)[number]

/** Date of a query. Relative ones stay symbolic until the query is evaluated, in the zone of the organisation. */
export type DateValue =
  | { type: 'day'; day: string }
  | { type: 'month'; month: string }
  | { type: 'year'; year: string }
  | { type: 'instant'; instant: string }
  | { type: 'period'; period: Period }
  | { type: 'age'; amount: number; unit: AgeUnit }

/** Person or record of a query: the reader, nobody or nothing, an id, or the beginning of a name. */
export type NameValue =
  | { type: 'me' }
  | { type: 'none' }
  | { type: 'id'; id: string }
  | { type: 'name'; name: string; at: Place }

export type Value = DateValue | NameValue | { type: 'choice'; choice: string } | { type: 'number'; number: number }

/** Condition on one field: any of its values. Only `=` has several. */
export type Condition = { type: 'condition'; field: FieldName; operator: Operator; values: readonly Value[]; at: Place }

/** Query as data. An `and` or `or` has at least two items, and none of its own type. */
export type QueryTree =
  | { type: 'and' | 'or'; items: readonly QueryTree[]; at: Place }
  | { type: 'not'; item: QueryTree; at: Place }
  /** Words that all occur, as the filter `text` takes them: phrases in straight quotes. */
  | { type: 'words'; text: string; at: Place }
  | Condition

export type FieldName =
  | 'is'
  | 'has'
  | 'status'
  | 'kind'
  | 'channel'
  | 'criticality'
  | 'priority'
  | 'rating'
  | 'lead'
  | 'assignee'
  | 'watcher'
  | 'reporter'
  | 'contact'
  | 'company'
  | 'equipment'
  | 'project'
  | 'team'
  | 'tag'
  | 'created'
  | 'reported'
  | 'changed'
  | 'closed'
  | 'due'

/** Limits of a query: characters, parentheses and negations within each other, conditions and groups of words. */
export const queryLimits = { characters: 2_000, depth: 20, conditions: 50 } as const

/** Maximum records that one name may stand for. */
export const maxNamedRecords = 2_000
