import type { IconName } from '../../ui/icon.tsx'
import type { MessageKey } from './i18n.tsx'

export const destinations = [
  { to: '/', label: 'nav.home', icon: 'home' },
  { to: '/tickets', label: 'nav.tickets', icon: 'tickets' },
  { to: '/a-faire', label: 'nav.to_do', icon: 'todo' },
  { to: '/contacts', label: 'nav.contacts', icon: 'contacts' },
  { to: '/societes', label: 'nav.companies', icon: 'companies' },
  { to: '/equipements', label: 'nav.equipment', icon: 'equipment' },
  { to: '/projets', label: 'nav.projects', icon: 'projects' },
] as const satisfies readonly { to: string; label: MessageKey; icon: IconName }[]
