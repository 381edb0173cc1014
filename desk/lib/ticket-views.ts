import type { Input } from '../../contract/route.ts'
import type { api } from './api.ts'
import type { MessageKey } from './i18n.tsx'

type Filter = Input<typeof api.tickets.count>['query']

/** Main lists of tickets, shown with their counts. `search` is a search of the ticket list. */
export const ticketViews = [
  { label: 'nav.view.to_handle', hue: 'var(--accent)', search: { toHandle: 'me' } },
  { label: 'nav.view.helping', hue: 'var(--fixing)', search: { helping: 'me' } },
  { label: 'nav.view.late', hue: 'var(--danger)', search: { late: 'true' }, alarming: true },
  { label: 'nav.view.waiting', hue: 'var(--waiting)', search: { status: 'waiting' } },
  { label: 'nav.view.unclaimed', hue: 'var(--line-strong)', search: { lead: 'none' } },
] as const satisfies readonly { label: MessageKey; hue: string; search: Filter; alarming?: boolean }[]
