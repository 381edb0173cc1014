import { Webhook } from 'standardwebhooks'
import type { TicketRef } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { takingOf } from './read-spreadsheet.ts'
import { rowOf } from './row-identity.ts'
import { signingSecret } from './spreadsheets.ts'
import { takeRow } from './take-row.ts'

type Sent = { bytes: string; headers: Record<string, string>; row: Record<string, string> }

/**
 * A row that is sent to us. Who does not hold the secret learns nothing, not even whether the spreadsheet exists. Sent
 * again, it is known, and becomes nothing new. Throws forbidden.
 */
export async function takeSentRow(
  ctx: Ctx,
  id: string,
  { bytes, headers, row }: Sent,
): Promise<{ ticket: TicketRef | null }> {
  const sheet = await ctx.db.selectFrom('spreadsheet').selectAll().where('id', '=', id).executeTakeFirst()
  const secret = sheet && !sheet.paused ? signingSecret(ctx.secrets, sheet) : null
  if (!sheet || secret === null || !isSigned(secret, bytes, headers)) throw new AppError('forbidden')
  const taking = takingOf(sheet)
  const cells = Object.fromEntries(Object.entries(row).filter(([, value]) => value.trim() !== ''))
  return { ticket: await takeRow(ctx, taking, rowOf(taking, cells)) }
}

/** By the secret, within five minutes of its time. */
function isSigned(secret: string, bytes: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(bytes, headers)
    return true
  } catch {
    return false
  }
}
