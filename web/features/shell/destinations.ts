import type { IconName } from '../../../ui/icon.tsx'
import type { MessageKey } from '../../lib/i18n.tsx'

export const destinations = [
  { to: '/', label: 'nav.home', icon: 'home' },
  { to: '/tickets', label: 'nav.tickets', icon: 'tickets' },
  { to: '/contacts', label: 'nav.contacts', icon: 'contacts' },
  { to: '/societes', label: 'nav.companies', icon: 'companies' },
  { to: '/equipements', label: 'nav.equipment', icon: 'equipment' },
  { to: '/projets', label: 'nav.projects', icon: 'projects' },
] as const satisfies readonly { to: string; label: MessageKey; icon: IconName }[]

/** Lists that everybody looks at all day, with their counts. `search` is the ticket list's own. */
export const views = [
  { label: 'nav.view.to_handle', hue: 'var(--accent)', search: { toHandle: 'me' } },
  { label: 'nav.view.late', hue: 'var(--danger)', search: { late: 'true' } },
  { label: 'nav.view.waiting', hue: 'var(--waiting)', search: { status: 'waiting' } },
  { label: 'nav.view.unclaimed', hue: 'var(--line-strong)', search: { lead: 'none' } },
] as const satisfies readonly { label: MessageKey; hue: string; search: Record<string, string> }[]
