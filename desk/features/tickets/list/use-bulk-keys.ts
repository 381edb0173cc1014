import type { TicketRow } from '../../../../contract/tickets.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'

/** Pickers that the bar above ticked rows opens. */
export type BulkPicker = 'assign' | 'priority' | 'cancel'

type Keys = { can: TicketRow['can']; claim: () => void; pick: (picker: BulkPicker) => void; off: boolean }

/** Binds the keys of a row to the ticked rows, before those of an open ticket. */
export function useBulkKeys({ can, claim, pick, off }: Keys) {
  useShortcuts(
    'bulk.label',
    [
      { keys: 'c', run: claim, when: !off && can.claim },
      { keys: 'a', run: () => pick('assign'), when: !off && can.assign },
      { keys: 'p', run: () => pick('priority'), when: !off && can.edit },
    ],
    { over: true },
  )
}
