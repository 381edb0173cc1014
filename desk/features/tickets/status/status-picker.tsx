import { useState } from 'react'
import type { Status } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { FormError } from '../../../../ui/form-error.tsx'
import { PickList } from '../../../../ui/pick-list.tsx'
import { StatusGlyph } from '../../../../ui/status-glyph.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { refusalText } from '../changes/refusal-text.ts'
import { NoMailNote } from './no-mail-note.tsx'
import { noteFor } from './status-note.ts'
import { useSetStatus } from './use-set-status.ts'

const StatusForm = lazyPart(
  () => import('./status-form.tsx').then((file) => file.StatusForm),
  () => null,
)

/** Picker of the statuses that the agent may set, followed by a form when the status needs a note. */
export function StatusPicker({ ticket, to: asked, onDone }: { ticket: TicketView; to?: Status; onDone: () => void }) {
  const t = useT()
  const [to, setTo] = useState<Status | null>(asked ?? null)
  const [seen] = useState(ticket.version)
  const { set, error } = useSetStatus(ticket, seen)

  if (to && noteFor(ticket.status, to).kind)
    return <StatusForm ticket={ticket} to={to} seen={seen} onDone={onDone} onClose={() => setTo(null)} />

  function pick(status: Status) {
    if (noteFor(ticket.status, status).kind) return setTo(status)
    set({ to: status }, onDone)
  }

  return (
    <PickList
      label={t('ticket.status_to')}
      options={ticket.can.statuses.map((status) => ({
        value: status,
        label: t(`status.${status}`),
        mark: <StatusGlyph status={status} />,
      }))}
      onPick={(status) => pick(status as Status)}
      empty={t(ticket.can.status ? 'pick.nothing' : 'ticket.no_status')}
    >
      <NoMailNote ticket={ticket} />
      {error && <FormError>{refusalText(error)}</FormError>}
    </PickList>
  )
}
