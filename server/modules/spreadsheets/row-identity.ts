import { contentOf, type Row } from './known-again.ts'
import { hasTime, readMoment } from './moments.ts'
import type { Cells } from './table.ts'
import type { Taking } from './words.ts'

/** Settings that identities are made with. */
export type IdentitySettings = Pick<Taking, 'columns' | 'timeZone' | 'identityOrder' | 'identityHasSender'>

const senderRoles: readonly string[] = ['email', 'name', 'phone', 'company', 'serialNumber']

/** A reference of its own makes a row the same tomorrow, else its moment; without an hour, its moment and its sender. */
export function rowOf(sheet: IdentitySettings, cells: Cells): Row {
  const of = (role: string) => Object.entries(cells).find(([name]) => sheet.columns[name] === role)?.[1]
  const moment = of('timestamp') ?? ''
  const instant = readMoment(moment, sheet.identityOrder, sheet.timeZone) ?? moment
  const sender = senderRoles.map((role) => of(role)?.toLowerCase() ?? '').join('|')
  const dated = sheet.identityHasSender && !hasTime(moment) ? `${instant}|${sender}` : instant
  return { identity: (of('reference') ?? dated).slice(0, 300), content: contentOf(cells), cells }
}
