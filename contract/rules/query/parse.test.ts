import { describe, expect, test } from 'vitest'
import { translate } from '../../../i18n/index.ts'
import { queryErrorText } from '../../../i18n/query-words.ts'
import type { Locale } from '../../enums.ts'
import { parseQuery, printQuery } from './index.ts'

/** The query in canonical form, in French unless told otherwise. */
function canonical(text: string, locale: Locale = 'fr') {
  const { tree, error } = parseQuery(text, 'fr')
  expect(error).toBeNull()
  return printQuery(tree, locale)
}

test.each([
  ['STATUT:Attente', 'statut:attente', 'status:waiting'],
  ['status:waiting', 'statut:attente', 'status:waiting'],
  ['priorite:elevee,haute', null, null],
  ['affecte:moi', 'affecté:moi', 'assignee:me'],
  ['suiveur:"moi"', 'suiveur:"moi"', 'lead:"moi"'],
  ['statut:"Correction en cours",attente', 'statut:correction,attente', 'status:fixing,waiting'],
  ['criticité:>=haute', 'criticité:>=haute', 'criticality:>=high'],
  ['société:"Dupont SA"', 'société:"Dupont SA"', 'company:"Dupont SA"'],
  ['société:« Dupont SA »', 'société:"Dupont SA"', 'company:"Dupont SA"'],
  ['créé:7j', 'créé:<7j', 'created:<7d'],
  ['clos:>=2w', 'clos:>2sem', 'closed:>2w'],
  ['signalé:01/11/2026', 'signalé:2026-11-01', 'reported:2026-11-01'],
  ['créé:aujourdhui', 'créé:aujourd’hui', 'created:today'],
  ["créé:aujourd'hui", 'créé:aujourd’hui', 'created:today'],
  ['est:ouvert est:en-retard', 'est:ouvert est:en-retard', 'is:open is:overdue'],
  ['étiquette:aucune projet:aucun suiveur:personne', null, 'tag:none project:none lead:nobody'],
] as const)('%s is read in both languages', (text, french, english) => {
  if (french === null && english === null) return expect(parseQuery(text, 'fr').error?.code).toBe('unknown_value')
  if (french !== null) expect(canonical(text)).toBe(french)
  expect(canonical(text, 'en')).toBe(english)
})

describe('operators', () => {
  test.each([
    ['a OU b c', 'a OU b c'],
    ['(a OU b) c', '(a OU b) c'],
    ['est:clos ou est:ouvert', 'est:clos OU est:ouvert'],
    ['non est:clos', '-est:clos'],
    ['NOT (a OR b)', '-(a OU b)'],
    ['-"ne démarre pas"', '-"ne démarre pas"'],
    ['-(pompe chaude)', '-(pompe chaude)'],
    ['-(-a)', '-(-a)'],
    ['a ET b', 'a b'],
    ['((a))', 'a'],
    ['', ''],
  ])('%s', (text, printed) => {
    expect(canonical(text)).toBe(printed)
  })

  test('plain words that look like operators in lower case stay words', () => {
    expect(parseQuery('appareil non conforme', 'fr').tree).toMatchObject({ type: 'words' })
    expect(parseQuery('fuite ou panne', 'fr').tree).toMatchObject({ type: 'words' })
  })

  test('addresses, times and signs are words', () => {
    expect(canonical('https://guichet.test/x 10:30 24" - écran')).toBe('https://guichet.test/x 10:30 24’ écran')
  })
})

test('positions are those of the text as typed', () => {
  const text = 'e\u0301cran société:"Dupont SA" OU -statut:attente'
  const { tree } = parseQuery(text, 'fr')
  expect(tree).toMatchObject({
    type: 'or',
    at: [0, text.length],
    items: [
      {
        type: 'and',
        items: [
          { text: 'écran', at: [0, 6] },
          { at: [7, 26], values: [{ name: 'Dupont SA', at: [15, 26] }] },
        ],
      },
      { type: 'not', at: [30, 45], item: { at: [31, 45] } },
    ],
  })
})

test.each([
  [
    'couleur:rouge',
    'unknown_field',
    [0, 7],
    /« couleur » n’est pas un champ\. Vouliez-vous dire .+ \?/,
    /“couleur” is not a field/,
  ],
  ['a statut:', 'value_expected', [2, 9], /valeur à « statut ».*ouverture/, /value is missing after “status”.*opened/],
  ['suiveur:', 'value_expected', [0, 8], /un nom, moi ou personne/, /a name, me,? or nobody/],
  ['statut:attente,', 'value_expected', [7, 15], /statut/, /status/],
  ['statut:fondu', 'unknown_value', [7, 12], /« fondu » n’est pas une valeur/, /“fondu” is not a value/],
  ['suiveur:>karim', 'no_comparison', [8, 9], /« > » ne peut pas servir/, /“>” cannot be used/],
  ['criticité:>haute,faible', 'no_comparison', [10, 11], /une seule/, /only one/],
  ['créé:bientôt', 'not_a_date', [5, 12], /« bientôt » n’est pas une date.*hier/, /not a date.*yesterday/],
  ['créé:>2026-02-30', 'no_such_date', [6, 16], /« 2026-02-30 » n’existe pas/, /no such date as “2026-02-30”/],
  ['créé:31/04/2026', 'no_such_date', [5, 15], /n’existe pas/, /no such date/],
  ['créé:<0j', 'no_such_date', [6, 8], /n’existe pas/, /no such date/],
  ['note:6', 'not_a_rating', [5, 6], /« 6 » n’est pas une note/, /not a rating/],
  ['a "b c', 'quote_not_closed', [2, 6], /guillemets ne sont pas fermés/, /not closed/],
  ['société:"Dupont', 'quote_not_closed', [8, 15], /guillemets/, /quotes/],
  ['a (b OU c', 'parenthesis_not_closed', [2, 3], /pas refermée/, /not closed/],
  ['a) b', 'parenthesis_not_opened', [1, 2], /pas ouvert/, /not opened/],
  ['a ()', 'empty_parentheses', [2, 4], /vides/, /empty/],
  ['a OU', 'condition_expected', [2, 4], /à côté de « OU »/, /next to “OU”/],
  ['OU a', 'condition_expected', [0, 2], /« OU »/, /“OU”/],
  ['a NON', 'condition_expected', [2, 5], /« NON »/, /“NON”/],
  ['x'.repeat(5_000), 'too_long', [2_000, 5_000], /2000 caractères/, /2000 characters/],
  [`${'('.repeat(200)}a${')'.repeat(200)}`, 'too_deep', [20, 21], /20 niveaux/, /20 levels/],
  [`${'-'.repeat(200)}a`, 'too_deep', [20, 21], /20 niveaux/, /20 levels/],
  ['est:clos '.repeat(51), 'too_many_conditions', [450, 458], /50 au plus/, /at most 50/],
] as const)('%.20s is refused where the error is, with a sentence that helps', (typed, code, at, french, english) => {
  const said = (locale: Locale) => {
    const { error } = parseQuery(typed, locale)
    expect(error).toMatchObject({ code, at })
    const text = error && queryErrorText((key, values) => translate(locale, key, values), locale, error)
    return text?.replaceAll('\u00a0', ' ')
  }
  expect(said('fr')).toMatch(french)
  expect(said('en')).toMatch(english)
})
