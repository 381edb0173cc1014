import { CallError } from '../../../lib/api.ts'
import { errorText, isCode } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.tsx'

/** Returns the agent who has the ticket, when a claim came too late; null otherwise. */
export function holder(error: unknown): { id: string; name: string } | null {
  if (!(error instanceof CallError) || error.code !== 'already_claimed') return null
  return (error.details.lead as { id: string; name: string } | null | undefined) ?? null
}

/** Returns the name behind a conflict; undefined for another refusal, null when it was the agent, elsewhere. */
export function conflictBy(error: unknown): string | null | undefined {
  if (!(error instanceof CallError) || error.code !== 'conflict') return undefined
  return typeof error.details.by === 'string' ? error.details.by : null
}

/** Returns the words of a refusal, with the names that it carries. */
export function refusalText(error: unknown): string {
  const lead = holder(error)
  if (lead) return t('ticket.already_claimed', { name: lead.name })
  if (isCode(error, 'already_claimed')) return t('ticket.claim_released')
  const by = conflictBy(error)
  if (by) return t('conflict.by_look', { name: by })
  return errorText(error)
}
