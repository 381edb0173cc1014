import { randomBytes } from 'node:crypto'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { SealedColumn, Secrets } from '../../platform/secrets.ts'
import { transact } from '../../platform/transact.ts'

export const secretPlace = 'spreadsheet.secret'

export const sealedSpreadsheetColumns: readonly SealedColumn[] = [secretPlace]

export const clearSpreadsheetSecrets = "update spreadsheet set secret = ''"

/** Returns the secret that signs rows, or null when it was cleared. */
export const openSigningSecret = (secrets: Secrets, row: { secret: string }) => secrets.open(secretPlace, row.secret)

export const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Returns the secret of a spreadsheet. Creates a new one when it was cleared. */
export async function showSecret(ctx: Ctx<Agent>, id: string): Promise<{ secret: string }> {
  return transact(ctx, async (tx) => {
    const row = await tx.selectFrom('spreadsheet').select('secret').where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw new AppError('not_found')
    const known = openSigningSecret(ctx.secrets, row)
    if (known !== null) return { secret: known }
    const secret = newSecret()
    const sealed = ctx.secrets.seal(secretPlace, secret)
    await tx.updateTable('spreadsheet').set({ secret: sealed }).where('id', '=', id).execute()
    return { secret }
  })
}
