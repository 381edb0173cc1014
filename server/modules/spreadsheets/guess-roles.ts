import type { ColumnRole } from '../../../contract/spreadsheets.ts'
import type { Table } from './table.ts'
import { parseTimestamp } from './timestamps.ts'

/** Usual names of columns in French and English, without accents. */
const namePatterns: [ColumnRole, RegExp][] = [
  ['timestamp', /horodat|timestamp|^date|submitted|envoye le/],
  ['ticketNumber', /ticket/],
  ['reference', /^(?:ref|reference|id|identifiant|n° de demande)/],
  ['email', /e-?mail|courriel|adresse electronique/],
  ['phone', /telephone|^tel\b|portable|mobile|phone/],
  ['company', /societe|entreprise|company|organi[sz]ation|raison sociale/],
  ['serialNumber', /serie|serial/],
  ['title', /^(?:objet|sujet|titre|subject|title)/],
  [
    'description',
    /description|probleme|que se passe|anomalie|besoin|what|demande|message|panne|details?|problem|issue|request/,
  ],
  ['name', /\bnom\b|name|contact|demandeur/],
]

/** Guesses the role of each column. A role that may occur once goes to the first match. */
export function guessRoles({ columns, rows }: Table): { name: string; role: ColumnRole }[] {
  const taken = new Set<ColumnRole>()
  return columns.map((name) => {
    const folded = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const role = namePatterns.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'more'
    const fits =
      role !== 'timestamp' ||
      rows.some(
        (cells) =>
          parseTimestamp(cells[name] ?? '', 'dayFirst', 'UTC') !== null ||
          parseTimestamp(cells[name] ?? '', 'monthFirst', 'UTC') !== null,
      )
    if (!fits || (taken.has(role) && role !== 'description')) return { name, role: 'more' as const }
    taken.add(role)
    return { name, role }
  })
}
