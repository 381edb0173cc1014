import type { Criticality, TicketKind } from '../../../contract/enums.ts'
import { escapeHtml } from '../../../contract/rules/rich-text.ts'
import type { ColumnRole, DateOrder } from '../../../contract/spreadsheets.ts'
import type { Cells } from './table.ts'

/** Settings of a spreadsheet while its rows are imported. */
export type ImportSettings = {
  id: string
  name: string
  columns: Record<string, ColumnRole>
  dateOrder: DateOrder
  timeZone: string
  /** Date order for identities, fixed at creation. */
  identityOrder: DateOrder
  identityHasSender: boolean
  verifiesAddresses: boolean
  /** Opens tickets without mails. */
  silent: boolean
  kind: TicketKind
  criticality: Criticality
  teamId: string | null
  createdBy: string
}

const lines = (text: string) => escapeHtml(text).replace(/\r?\n/g, '<br />')

/** Describes the changes of an edited row in HTML, limited to imported columns; empty without any. */
export function describeEdit(sheet: ImportSettings, before: Cells, after: Cells): string {
  const read = Object.keys(sheet.columns).filter(
    (name) => !['ignored', 'ticketNumber'].includes(sheet.columns[name] ?? ''),
  )
  const changed = read.filter((name) => (before[name] ?? '') !== (after[name] ?? ''))
  const items = changed.map(
    (name) =>
      `<li><strong>${escapeHtml(name)}</strong> : ${lines(before[name] ?? '—')} → ${lines(after[name] ?? '—')}</li>`,
  )
  return items.length === 0 ? '' : `<p>${escapeHtml(sheet.name)} :</p><ul>${items.join('')}</ul>`
}

const maxTitleLength = 200

/** Groups a row's cells by role. Unknown columns count as further description. */
export function groupCells(sheet: ImportSettings, cells: Cells) {
  const entries = Object.entries(cells).map(([name, value]) => ({ name, value, role: sheet.columns[name] ?? 'more' }))
  const of = (...roles: ColumnRole[]) => entries.filter(({ role }) => roles.includes(role))
  const first = (role: ColumnRole) => of(role)[0]?.value ?? ''
  return {
    first,
    /** Returns the description columns, then the other columns with their names, as HTML. */
    html(which: 'description' | 'all' = 'description') {
      const words = of('description').map(({ value }) => `<p>${lines(value)}</p>`)
      const others = which === 'all' ? of('title', 'more', 'name', 'email', 'phone') : of('more')
      const more = others.map(({ name, value }) => `<li><strong>${escapeHtml(name)}</strong> : ${lines(value)}</li>`)
      return [...words, ...(more.length > 0 ? [`<ul>${more.join('')}</ul>`] : [])].join('')
    },
    title() {
      const written = first('title') || first('description') || of('more')[0]?.value || sheet.name
      const line = written.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
      return line.length <= maxTitleLength ? line : `${line.slice(0, maxTitleLength - 1).toWellFormed()}…`
    },
  }
}

export type RowValues = ReturnType<typeof groupCells>
