import type { FieldName, Place } from './tree.ts'

export type QueryErrorCode =
  | 'too_long'
  | 'too_deep'
  | 'too_many_conditions'
  | 'quote_not_closed'
  | 'parenthesis_not_closed'
  | 'parenthesis_not_opened'
  | 'empty_parentheses'
  | 'condition_expected'
  | 'unknown_field'
  | 'value_expected'
  | 'unknown_value'
  | 'no_comparison'
  | 'not_a_date'
  | 'no_such_date'
  | 'not_a_rating'
  | 'name_too_broad'

/** Error in a query: the place that it points at, and the words that are expected there, in the language of the caller. */
export type QueryError = {
  at: Place
  code: QueryErrorCode
  /** Text at that place, shortened. */
  found: string
  field?: FieldName
  expected: readonly string[]
}

/** Exception that ends the parsing of a query. */
export class QueryRefusal extends Error {
  readonly at: Place
  readonly code: QueryErrorCode
  readonly expected: readonly string[]
  readonly field: FieldName | undefined
  constructor(code: QueryErrorCode, at: Place, expected: readonly string[] = [], field?: FieldName) {
    super(code)
    this.code = code
    this.at = at
    this.expected = expected
    this.field = field
  }
}
