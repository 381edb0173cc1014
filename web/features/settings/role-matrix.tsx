import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { type Permission, permissions, type Role } from '../../../contract/permissions.ts'
import { Icon } from '../../../ui/icon.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { Unread } from '../../lib/unread.tsx'
import { rolesQuery, useRequireFactor } from './queries.ts'
import classes from './role-matrix.module.css'

const groups = [
  'tickets',
  'submissions',
  'contacts',
  'equipment',
  'projects',
  'agents',
  'accounts',
  'settings',
  'security',
] as const
type Group = (typeof groups)[number]

const titled: Partial<Record<Group, 'nav.tickets' | 'settings.records' | 'settings.house'>> = {
  tickets: 'nav.tickets',
  contacts: 'settings.records',
  agents: 'settings.house',
}

const inGroup = (group: Group) =>
  permissions.filter((permission): permission is Permission => permission.startsWith(`${group}.`))

/** What each role may do, in plain words. */
export function RoleMatrix() {
  const t = useT()
  const { data, error, refetch } = useQuery(rolesQuery)
  if (error && !data) return <Unread error={error} onRetry={refetch} />
  if (!data) return <SkeletonRows rows={8} label={t('shell.loading')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must too
    <section className={classes.scroll} tabIndex={0} aria-label={t('settings.roles')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {data.items.map(({ role }) => (
              <th key={role} scope="col">
                {t(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('settings.sees')}</th>
            {data.items.map(({ role, sight }) => (
              <td key={role} className={classes.words}>
                {t(`sight.${sight}`)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('settings.second_factor')}</th>
            {data.items.map(({ role, secondFactorRequired }) => (
              <td key={role}>
                <FactorSwitch role={role} required={secondFactorRequired} />
              </td>
            ))}
          </tr>
          {groups.map((group) => (
            <Fragment key={group}>
              {titled[group] && (
                <tr className={classes.group}>
                  <th scope="rowgroup" colSpan={data.items.length + 1}>
                    {t(titled[group])}
                  </th>
                </tr>
              )}
              {inGroup(group).map((permission) => (
                <tr key={permission}>
                  <th scope="row">{t(`permission.${permission}`)}</th>
                  {data.items.map(({ role, permissions: held }) => (
                    <td key={role}>
                      {held.includes(permission) ? (
                        <>
                          <Icon name="check" />
                          <span className="sr-only">{t('settings.yes')}</span>
                        </>
                      ) : (
                        <span className="sr-only">{t('settings.no')}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Whether a role needs a second factor. Its agents set one up when they next sign in. */
function FactorSwitch({ role, required }: { role: Role; required: boolean }) {
  const t = useT()
  const mayChange = useMay('accounts.manage')
  const require = useRequireFactor(role)
  return (
    <input
      type="checkbox"
      aria-label={t('settings.second_factor_of', { role: t(`role.${role}`) })}
      checked={required}
      disabled={!mayChange || require.isPending}
      onChange={() => require.mutate(!required)}
    />
  )
}
