import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { FormProof } from '../../../contract/forms.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { hashToken } from '../../platform/signature.ts'
import { requireOpenForm } from './forms.ts'
import { verifyProof } from './proof.ts'

/** Validity of a pass, for slow writers who also look for a serial number. */
const validityMs = 4 * 3_600_000

export type Pass = { id: string; formId: string; requestedAt: string }

/** Issues a pass for a proof of work. Each proof serves once. Throws proof_refused, not_found. */
export async function issuePass(db: Db, secret: string, formId: string, proof: FormProof) {
  await requireOpenForm(db, formId)
  const requestedAt = await verifyProof(secret, formId, proof)
  if (!requestedAt) throw new AppError('proof_refused')
  const pass = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + validityMs).toISOString()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('form_pass')
    .values({
      id: newId(),
      form_id: formId,
      challenge: proof.challenge,
      token_hash: hashToken(pass),
      asked_at: requestedAt.toISOString(),
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.column('challenge').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new AppError('proof_refused')
  return { pass, expiresAt }
}

/** Returns the pass of a request, locked inside a transaction. Throws proof_refused. */
export async function requirePass(db: Db | Tx, formId: string, authorization: string | undefined): Promise<Pass> {
  const token = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1]
  if (!token) throw new AppError('proof_refused')
  const row = await db
    .selectFrom('form_pass')
    .select(['id', 'form_id as formId', 'asked_at as requestedAt'])
    .where('token_hash', '=', hashToken(token))
    .where('form_id', '=', formId)
    .where('expires_at', '>', sql<string>`now()`)
    .$if(db.isTransaction, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw new AppError('proof_refused')
  return row
}
