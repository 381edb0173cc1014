import type { ColumnRole } from '../../../contract/spreadsheets.ts'
import { readMoment } from './moments.ts'
import type { Table } from './table.ts'

/** What columns are usually called, in French and in English, without accents. */
const names: [ColumnRole, RegExp][] = [
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

/** What each column seems to be; a role that one column can have alone goes to the first. */
export function guessRoles({ columns, rows }: Table): { name: string; role: ColumnRole }[] {
  const taken = new Set<ColumnRole>()
  return columns.map((name) => {
    const folded = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const role = names.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'more'
    const fits =
      role !== 'timestamp' ||
      rows.some(
        (cells) =>
          readMoment(cells[name] ?? '', 'dayFirst', 'UTC') !== null ||
          readMoment(cells[name] ?? '', 'monthFirst', 'UTC') !== null,
      )
    if (!fits || (taken.has(role) && role !== 'description')) return { name, role: 'more' as const }
    taken.add(role)
    return { name, role }
  })
}
