import { useNavigate } from '@tanstack/react-router'
import { destinations } from '../../lib/destinations.ts'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { startAction } from '../../lib/opened-action.ts'
import { showHelp } from '../../lib/overlays.ts'
import { useMay } from '../../lib/session.ts'
import { setTheme } from '../../lib/theme.ts'
import { ticketViews } from '../../lib/ticket-views.ts'
import type { Command } from './commands.ts'

/** Places and actions that are always there. */
export function useCommands(): { places: Command[]; actions: Command[] } {
  const t = useT()
  const navigate = useNavigate()
  const mayCall = useMay('tickets.create')
  const mayManage = useMay('accounts.manage')

  const places: Command[] = [
    ...destinations.map(({ to, label, icon }) => ({ id: to, label: t(label), icon, run: () => navigate({ to }) })),
    ...ticketViews.map(({ label, search }) => ({
      id: label,
      label: t(label),
      note: t('nav.tickets'),
      icon: 'tickets' as const,
      run: () => navigate({ to: '/tickets', search }),
    })),
    ...settings.map(({ to, label }) => ({
      id: to,
      label: t(label),
      note: t('nav.settings'),
      icon: 'settings' as const,
      run: () => navigate({ to }),
    })),
  ]
  const actions: Command[] = [
    ...(mayCall
      ? [{ id: 'call', label: t('shell.new_call'), note: 'N', icon: 'plus' as const, run: () => startCall() }]
      : []),
    { id: 'action', label: t('action.new'), note: 'T', icon: 'todo', run: () => startAction() },
    ...(mayManage
      ? [
          {
            id: 'agent',
            label: t('settings.new_agent'),
            icon: 'plus' as const,
            run: () => navigate({ to: '/reglages/agents', search: { nouveau: 'oui' } }),
          },
        ]
      : []),
    { id: 'light', label: t('palette.light'), icon: 'eye', run: () => setTheme('light') },
    { id: 'dark', label: t('palette.dark'), icon: 'eye', run: () => setTheme('dark') },
    { id: 'help', label: t('keys.title'), note: '?', icon: 'more', run: showHelp },
  ]
  return { places, actions }
}

const settings = [
  { to: '/reglages', label: 'settings.organisation' },
  { to: '/reglages/agents', label: 'settings.agents' },
  { to: '/reglages/equipes', label: 'settings.teams' },
  { to: '/reglages/roles', label: 'settings.roles' },
] as const
