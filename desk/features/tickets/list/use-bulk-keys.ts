import type { TicketRow } from '../../../../contract/tickets.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'

/** Picker that the bar of bulk actions opens. */
export type BulkPicker = 'assign' | 'priority' | 'cancel'

type Keys = { can: TicketRow['can']; claim: () => void; pick: (picker: BulkPicker) => void; off: boolean }

/**
 * Binds the shortcuts of a row to the selected rows, before those of an open ticket. A shortcut that no selected row
 * allows does nothing, least of all to the open ticket.
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
