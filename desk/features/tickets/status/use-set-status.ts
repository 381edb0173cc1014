import type { TicketView } from '../../../../contract/tickets.ts'
import { isCode } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { type StatusBody, setStatus } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

/**
 * Mutation of the status. `seen` is the version when the panel opened: a change made since is a conflict. A retry after
 * a conflict sends the current version, because the agent has seen the conflict.
 */
export function useSetStatus(ticket: TicketView, seen: number) {
  const t = useT()
  const change = useTicketChange<StatusBody>(ticket.number, {
    send: (body) => setStatus(ticket, body),
    ahead: (known, { to }) => ({ ...known, status: to }),
    done: ({ status }) => t('undo.status', { status: t(`status.${status}`) }),
  })
  const version = isCode(change.error, 'conflict') ? ticket.version : seen
  return {
    isPending: change.isPending,
    error: change.error,
    set: (body: Omit<StatusBody, 'version'>, onDone: () => void) =>
      change.mutate({ ...body, version }, { onSuccess: onDone }),
  }
}
