import type { TicketRow } from '../../../../contract/tickets.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'

/** Pickers that the bar above ticked rows opens. */
export type BulkPicker = 'assign' | 'priority' | 'cancel'

type Keys = { can: TicketRow['can']; claim: () => void; pick: (picker: BulkPicker) => void; off: boolean }

/**
 * Binds the keys of a row to the ticked rows, before those of an open ticket: a key that no ticked row allows does nothing,
 * least of all to the ticket beside them.
 */
export function useBulkKeys({ can, claim, pick, off }: Keys) {
  useShortcuts(
    'bulk.label',
    [
      { keys: 'c', run: () => can.claim && claim(), when: !off },
      { keys: 'a', run: () => can.assign && pick('assign'), when: !off },
      { keys: 'p', run: () => can.edit && pick('priority'), when: !off },
    ],
    { over: true },
  )
}
