import { Link } from '@tanstack/react-router'
import { Icon } from '../../../ui/icon.tsx'
import { destinations } from '../../lib/destinations.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import { ticketViews } from '../../lib/ticket-views.ts'
import { DueCount } from './due-count.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import { QuarantineLink } from './quarantine-link.tsx'
import classes from './rail.module.css'
import { ViewLink } from './view-link.tsx'

export function Rail() {
  const t = useT()
  const { organisation } = useMe()
  return (
    <nav className={classes.rail} aria-label={t('shell.navigation')}>
      <div className={classes.brand}>
        <span className={classes.mark} aria-hidden="true">
          {organisation.name.slice(0, 1).toUpperCase()}
        </span>
        <span className={classes.name}>{organisation.name}</span>
      </div>
      {destinations.map(({ to, label, icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.link}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'data-on': true }}
        >
          <Icon name={icon} />
          {t(label)}
          {to === '/a-faire' && <DueCount />}
        </Link>
      ))}
      <p className={classes.group}>{t('nav.views')}</p>
      {ticketViews.map((view) => (
        <ViewLink key={view.label} {...view} />
      ))}
      <QuarantineLink />
      <div className={classes.foot}>
        <Link to="/reglages" className={classes.link} activeProps={{ 'data-on': true }}>
          <Icon name="settings" />
          {t('nav.settings')}
        </Link>
        <ProfileMenu />
      </div>
    </nav>
  )
}
