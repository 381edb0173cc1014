/** Errors in the search language. */
export const queries = {
  'query.too_long': 'Cette recherche est trop longue : {expected} caractères au plus.',
  'query.too_deep': 'Trop de parenthèses ou de négations les unes dans les autres : {expected} niveaux au plus.',
  'query.too_many_conditions': 'Cette recherche a trop de conditions : {expected} au plus.',
  'query.quote_not_closed': 'Ces guillemets ne sont pas fermés : « {found} ».',
  'query.parenthesis_not_closed': 'Cette parenthèse n’est pas refermée.',
  'query.parenthesis_not_opened': 'Cette parenthèse referme un groupe qui n’est pas ouvert.',
  'query.empty_parentheses': 'Ces parenthèses sont vides : mettez-y une condition ou des mots.',
  'query.condition_expected': 'Il manque une condition ou un mot à côté de « {found} ».',
  'query.unknown_field':
    '« {found} » n’est pas un champ. Vouliez-vous dire {expected} ? Pour chercher ces mots, mettez-les entre guillemets.',
  'query.value_expected': 'Il manque une valeur à « {field} ». Valeurs attendues : {expected}.',
  'query.unknown_value': '« {found} » n’est pas une valeur de « {field} ». Valeurs attendues : {expected}.',
  'query.no_comparison':
    '« {found} » ne peut pas servir ici avec « {field} » : on compare une seule date, note, criticité ou priorité.',
  'query.not_a_date': '« {found} » n’est pas une date. Valeurs attendues : {expected}.',
  'query.no_such_date': 'La date « {found} » n’existe pas. Écrivez par exemple 2026-11-01, hier ou <7j.',
  'query.not_a_rating': '« {found} » n’est pas une note. Valeurs attendues : {expected}.',
  'query.name_too_broad': 'Plus de {expected} fiches correspondent à « {found} » : précisez le nom.',
  'query.a_name': 'un nom',
}
