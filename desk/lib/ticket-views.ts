import type { MessageKey } from './i18n.tsx'

/** Views in the navigation, shown with their counts. `search` is that of the ticket list. */
export const ticketViews = [
  { label: 'nav.view.to_handle', hue: 'var(--accent)', search: { toHandle: 'me' } },
  { label: 'nav.view.helping', hue: 'var(--fixing)', search: { helping: 'me' } },
  { label: 'nav.view.late', hue: 'var(--danger)', search: { late: 'true' }, alarming: true },
  { label: 'nav.view.waiting', hue: 'var(--waiting)', search: { status: 'waiting' } },
  { label: 'nav.view.unclaimed', hue: 'var(--line-strong)', search: { lead: 'none' } },
] as const satisfies readonly { label: MessageKey; hue: string; search: Record<string, string>; alarming?: boolean }[]
