import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { WithSecret } from '../../../contract/websites.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import type { SealedColumn, Secrets } from '../../platform/secrets.ts'
import { transact } from '../../platform/transact.ts'
import { requireWebsite } from './list-websites.ts'
import type { WebsiteRow } from './token-audience.ts'

export const secretPlace = 'website.secret'

const formerPlace = 'website.former_secret'

export const sealedWebsiteColumns: readonly SealedColumn[] = [secretPlace, formerPlace]

export const clearWebsiteSecrets = "update website set secret = '', former_secret = null, former_until = null"

/** Returns the secrets that a website may sign with: the current one, and the former one during a renewal. */
export function acceptedSecrets(secrets: Secrets, { secret, former_secret, former_until }: WebsiteRow): string[] {
  const isValid = former_secret !== null && former_until !== null && Date.parse(former_until) > Date.now()
  const former = isValid ? secrets.open(formerPlace, former_secret) : null
  return [secrets.open(secretPlace, secret), former].filter((one) => one !== null)
}

export const newSecret = () => randomBytes(32).toString('base64url')

/** Renews a secret. With `keepFormer` the former one stays valid for a day, so that both sides need not change at once. */
export async function renewSecret(
  ctx: Ctx<Agent>,
  id: string,
  keepFormer: boolean,
  publicUrl: string | undefined,
): Promise<WithSecret> {
  return transact(withoutIdempotency(ctx), async (tx) => {
    const secret = newSecret()
    const former = keepFormer ? await findSecret(tx, ctx.secrets, id) : null
    const row = await tx
      .updateTable('website')
      .set((column) => ({
        former_secret: former && ctx.secrets.seal(formerPlace, former),
        former_until: former && sql<string>`now() + interval '1 day'`,
        secret: ctx.secrets.seal(secretPlace, secret),
        version: column('version', '+', 1),
      }))
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    const data = { keepFormer }
    await record(tx, ctx, 'website.secret_renewed', { id, version: row.version, data })
    return { website: await requireWebsite(tx, id, publicUrl), secret }
  })
}

async function findSecret(tx: Tx, secrets: Secrets, id: string): Promise<string | null> {
  const row = await tx.selectFrom('website').select('secret').where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? secrets.open(secretPlace, row.secret) : null
}

/** Disables idempotency: a response with a secret must not be stored. */
export const withoutIdempotency = <A extends Agent>(ctx: Ctx<A>): Ctx<A> => ({ ...ctx, idempotency: null })
