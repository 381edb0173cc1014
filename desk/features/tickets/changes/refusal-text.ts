import { CallError } from '../../../lib/api.ts'
import { errorText, isCode } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.tsx'

/** Returns the lead who prevented a claim; null for other errors, and when nobody leads the ticket. */
export function holder(error: unknown): { id: string; name: string } | null {
  if (!(error instanceof CallError) || error.code !== 'already_claimed') return null
  return (error.details.lead as { id: string; name: string } | null | undefined) ?? null
}

/** Returns the author of a conflicting change: null when it is unknown, undefined when the error is not a conflict. */
export function conflictBy(error: unknown): string | null | undefined {
  if (!(error instanceof CallError) || error.code !== 'conflict') return undefined
  return typeof error.details.by === 'string' ? error.details.by : null
}

/** Returns the message of a refused change, with the names that the error contains. */
export function refusalText(error: unknown): string {
  const lead = holder(error)
  if (lead) return t('ticket.already_claimed', { name: lead.name })
  if (isCode(error, 'already_claimed')) return t('ticket.claim_released')
  const by = conflictBy(error)
  if (by) return t('conflict.by_look', { name: by })
  return errorText(error)
}
