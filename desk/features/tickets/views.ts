import type { MessageKey } from '../../lib/i18n.tsx'
import { searchKey, type TicketSearch } from './filter.ts'

/** Lists with a name of their own. */
const named: { label: MessageKey; search: TicketSearch }[] = [
  { label: 'nav.view.to_handle', search: { toHandle: 'me' } },
  { label: 'nav.view.helping', search: { helping: 'me' } },
  { label: 'nav.view.late', search: { late: 'true' } },
  { label: 'nav.view.waiting', search: { status: 'waiting' } },
  { label: 'nav.view.unclaimed', search: { lead: 'none' } },
  { label: 'list.mine', search: { lead: 'me' } },
  { label: 'list.assigned', search: { assignee: 'me' } },
  { label: 'list.watched', search: { watcher: 'me' } },
  { label: 'list.open', search: {} },
  { label: 'list.closed', search: { state: 'closed' } },
  { label: 'list.all', search: { state: 'all' } },
]

/** Returns the name of a list, whatever its order. */
export function viewLabel({ sort: _, ...search }: TicketSearch): MessageKey {
  const key = searchKey(search)
  return named.find((view) => searchKey(view.search) === key)?.label ?? 'list.filtered'
}

/** Whether the name of the list tells its filter. */
export const isNamed = (search: TicketSearch) => viewLabel(search) !== 'list.filtered'
