import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../../lib/i18n.tsx'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import classes from './settings.module.css'

const parts = [
  { to: '/reglages', label: 'settings.organisation' },
  { to: '/reglages/agents', label: 'settings.agents' },
  { to: '/reglages/equipes', label: 'settings.teams' },
  { to: '/reglages/roles', label: 'settings.roles' },
] as const

export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useT()
  useDocumentTitle(t('nav.settings'))
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('nav.settings')}</h1>
        <nav className={classes.tabs} aria-label={t('nav.settings')}>
          {parts.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes.tab}
              activeOptions={{ exact: true }}
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
