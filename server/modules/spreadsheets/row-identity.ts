import { hashContent, type Row } from './match-rows.ts'
import type { ImportSettings } from './row-values.ts'
import type { Cells } from './table.ts'
import { hasTime, parseTimestamp } from './timestamps.ts'

/** Settings that determine the identity of rows. */
export type IdentitySettings = Pick<ImportSettings, 'columns' | 'timeZone' | 'identityOrder' | 'identityHasSender'>

const senderRoles: readonly string[] = ['email', 'name', 'phone', 'company', 'serialNumber']

/**
 * Identifies a row by its reference, else by its timestamp; a timestamp without a time of day is combined with the sender.
 */
export function identifyRow(sheet: IdentitySettings, cells: Cells): Row {
  const of = (role: string) => Object.entries(cells).find(([name]) => sheet.columns[name] === role)?.[1]
  const timestamp = of('timestamp') ?? ''
  const instant = parseTimestamp(timestamp, sheet.identityOrder, sheet.timeZone) ?? timestamp
  const sender = senderRoles.map((role) => of(role)?.toLowerCase() ?? '').join('|')
  const dated = sheet.identityHasSender && !hasTime(timestamp) ? `${instant}|${sender}` : instant
  return { identity: (of('reference') ?? dated).slice(0, 300), content: hashContent(cells), cells }
}
