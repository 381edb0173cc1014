import { Webhook } from 'standardwebhooks'
import type { TicketRef } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { toImportSettings } from './read-spreadsheet.ts'
import { identifyRow } from './row-identity.ts'
import { addRow } from './save-rows.ts'
import { openSigningSecret } from './spreadsheet-secrets.ts'

type SignedRow = { bytes: string; headers: Record<string, string>; row: Record<string, string> }

/**
 * Imports a row that another program sent, once even when it is sent again. Throws forbidden without a valid signature, so
 * that callers without the secret cannot tell whether the spreadsheet exists.
 */
export async function receiveRow(
  ctx: Ctx,
  id: string,
  { bytes, headers, row }: SignedRow,
): Promise<{ ticket: TicketRef | null }> {
  const sheet = await ctx.db.selectFrom('spreadsheet').selectAll().where('id', '=', id).executeTakeFirst()
  const secret = sheet && !sheet.paused ? openSigningSecret(ctx.secrets, sheet) : null
  if (!sheet || secret === null || !isSigned(secret, bytes, headers)) throw new AppError('forbidden')
  const settings = toImportSettings(sheet)
  const cells = Object.fromEntries(Object.entries(row).filter(([, value]) => value.trim() !== ''))
  return { ticket: await addRow(ctx, settings, identifyRow(settings, cells)) }
}

/** Verifies the signature, which is valid for five minutes. */
function isSigned(secret: string, bytes: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(bytes, headers)
    return true
  } catch {
    return false
  }
}
