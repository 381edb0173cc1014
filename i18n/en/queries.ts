export const queries = {
  'query.too_long': 'This search is too long: at most {expected} characters.',
  'query.too_deep': 'Too many parentheses or negations within each other: at most {expected} levels.',
  'query.too_many_conditions': 'This search has too many conditions: at most {expected}.',
  'query.quote_not_closed': 'These quotes are not closed: {found}.',
  'query.parenthesis_not_closed': 'This parenthesis is not closed.',
  'query.parenthesis_not_opened': 'This parenthesis closes a group that was not opened.',
  'query.empty_parentheses': 'These parentheses are empty: put a condition or words in them.',
  'query.condition_expected': 'A condition or a word is missing next to “{found}”.',
  'query.unknown_field':
    '“{found}” is not a field. Did you mean {expected}? To search for these words, put them in quotes.',
  'query.value_expected': 'A value is missing after “{field}”. Expected: {expected}.',
  'query.unknown_value': '“{found}” is not a value of “{field}”. Expected: {expected}.',
  'query.no_comparison':
    '“{found}” cannot be used here with “{field}”: only one date, rating, criticality or priority can be compared.',
  'query.not_a_date': '“{found}” is not a date. Expected: {expected}.',
  'query.no_such_date': 'There is no such date as “{found}”. Write for example 2026-11-01, yesterday or <7d.',
  'query.not_a_rating': '“{found}” is not a rating. Expected: {expected}.',
  'query.name_too_broad': 'More than {expected} records match “{found}”: type more of the name.',
  'query.a_name': 'a name',
}
