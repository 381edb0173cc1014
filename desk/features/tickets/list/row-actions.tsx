import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TicketRow, TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { refusalText } from '../changes/refusal-text.ts'
import { setLead, setPriority } from '../changes/requests.ts'
import { type RowActions as Actions, useRowActions } from '../changes/use-row-actions.ts'
import { ticketRef } from '../labels.ts'
import { AgentPicker } from '../pick/agent-picker.tsx'
import { PriorityPicker } from '../pick/priority-picker.tsx'
import { ticketQuery } from '../queries.ts'
import { StatusPicker } from '../status/status-picker.tsx'
import { PickerLoading } from './picker-loading.tsx'

export type RowPicker = 'status' | 'priority' | 'assign'

type Props = {
  row: TicketRow
  picker: RowPicker | null
  onPicker: (picker: RowPicker | null) => void
  onClaim: () => void
}

/** Actions shown when the pointer is over a row; each has a shortcut too. */
export function RowActions({ row, picker, onPicker, onClaim }: Props) {
  const t = useT()
  const actions = useRowActions()
  const close = () => onPicker(null)
  return (
    <>
      {row.can.claim && <IconButton icon="claim" label={`${t('ticket.claim')} (C)`} tabIndex={-1} onClick={onClaim} />}
      {row.can.assign && (
        <Popover
          opened={picker === 'assign'}
          onClose={close}
          position="bottom-end"
          label={t('ticket.assign')}
          target={
            <IconButton
              icon="assign"
              label={`${t('ticket.assign')} (A)`}
              tabIndex={-1}
              onClick={() => onPicker('assign')}
            />
          }
        >
          <AgentPicker
            label={t('fact.lead')}
            picked={row.lead?.id ?? null}
            none={t('ticket.nobody')}
            onPick={(agent) =>
              run(actions, row, close, (ticket) => setLead(ticket, row.lead?.id ?? null, agent?.id ?? null))
            }
          />
        </Popover>
      )}
      {row.can.edit && (
        <Popover
          opened={picker === 'priority'}
          onClose={close}
          position="bottom-end"
          label={t('fact.priority')}
          target={
            <IconButton
              icon="up"
              label={`${t('fact.priority')} (P)`}
              tabIndex={-1}
              onClick={() => onPicker('priority')}
            />
          }
        >
          <PriorityPicker
            value={row.priority}
            onPick={(priority) => run(actions, row, close, (ticket) => setPriority(ticket, priority))}
          />
        </Popover>
      )}
      {row.can.status && (
        <Popover
          opened={picker === 'status'}
          onClose={close}
          position="bottom-end"
          wide
          label={t('ticket.status_to')}
          target={
            <IconButton
              icon="status"
              label={`${t('ticket.status')} (S)`}
              tabIndex={-1}
              onClick={() => onPicker('status')}
            />
          }
        >
          <RowStatus row={row} onDone={close} />
        </Popover>
      )}
    </>
  )
}

/** Picker of the status. It loads the ticket, because a row does not contain the allowed statuses. */
function RowStatus({ row, onDone }: { row: TicketRow; onDone: () => void }) {
  const client = useQueryClient()
  const { data, error } = useQuery(ticketQuery(row.number, client))
  return data ? <StatusPicker ticket={data} onDone={onDone} /> : <PickerLoading error={error} />
}

async function run(
  actions: Actions,
  row: TicketRow,
  close: () => void,
  how: (ticket: TicketView) => Promise<TicketView>,
) {
  close()
  try {
    actions.told(row, await actions.change(row, how))
  } catch (error) {
    toast({ tone: 'danger', text: `${ticketRef(row)} : ${refusalText(error)}` })
  }
}
