import { Link, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import classes from './settings.module.css'

const parts = [
  { to: '/reglages', label: 'settings.organisation' },
  { to: '/reglages/agents', label: 'settings.agents' },
  { to: '/reglages/equipes', label: 'settings.teams' },
  { to: '/reglages/roles', label: 'settings.roles' },
  { to: '/reglages/etiquettes', label: 'tags.title', needs: 'settings.manage' },
  { to: '/reglages/mails', label: 'mails.title', needs: 'settings.manage' },
  { to: '/reglages/sites-web', label: 'websites.title', needs: 'settings.manage' },
  { to: '/reglages/formulaires', label: 'forms.title', needs: 'settings.manage' },
  { to: '/reglages/feuilles', label: 'sheets.title', needs: 'settings.manage' },
  { to: '/reglages/cles', label: 'api_keys.title', needs: 'settings.manage' },
  { to: '/reglages/fonctionnement', label: 'operations.title', needs: 'settings.manage' },
  { to: '/reglages/securite', label: 'security.tab', needs: 'security.read' },
] as const

export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useT()
  const { permissions } = useMe()
  const shown = parts.filter((part) => !('needs' in part) || permissions.includes(part.needs))
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const part = parts.findLast(({ to }) => pathname.startsWith(to))
  useDocumentTitle(part ? `${t(part.label)} · ${t('nav.settings')}` : t('nav.settings'))
  // On phones there are more tabs than fit: scroll to the current one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address has another tab
  useEffect(() => {
    tabs.current?.querySelector('[data-on]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('nav.settings')}</h1>
        <nav ref={tabs} className={classes.tabs} aria-label={t('nav.settings')}>
          {shown.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes.tab}
              activeOptions={{ exact: to !== '/reglages/mails' }}
              activeProps={{ 'data-on': true }}
            >
              {t(label)}
            </Link>
          ))}
        </nav>
      </header>
      {children}
    </div>
  )
}
