import type { Permission } from '../../../../contract/permissions.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import type { BulkPicker } from './bulk-bar.tsx'

type Keys = { may: ReadonlySet<Permission>; claim: () => void; pick: (picker: BulkPicker) => void; off: boolean }

/** Binds the keys of a row to the ticked rows, before those of an open ticket. */
export function useBulkKeys({ may, claim, pick, off }: Keys) {
  useShortcuts(
    'bulk.label',
    [
      { keys: 'c', run: claim, when: !off && may.has('tickets.claim') },
      { keys: 'a', run: () => pick('assign'), when: !off && may.has('tickets.assign') },
      { keys: 'p', run: () => pick('priority'), when: !off && may.has('tickets.edit') },
    ],
    { over: true },
  )
}
