import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { type Permission, permissions, type Role } from '../../../contract/permissions.ts'
import { Button } from '../../../ui/button.tsx'
import { ListBar } from '../../../ui/clickable-list.tsx'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useMay } from '../../lib/session.ts'
import { rolesQuery } from './queries.ts'
import { RoleDialog } from './role-dialog.tsx'
import classes from './role-matrix.module.css'
import { useRoleName } from './role-name.ts'
import { FactorSwitch, PermissionSwitch } from './role-switches.tsx'

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

/** Table of roles and their rights, with a checkbox for each. */
export function RoleMatrix() {
  const t = useT()
  const nameOf = useRoleName()
  const mayManage = useMay('accounts.manage')
  const [opened, setOpened] = useState<Role | 'new' | null>(null)
  const { data, error, refetch } = useQuery(rolesQuery)
  if (!data) return <Loading error={error} onRetry={refetch} rows={8} />
  const dialog = opened !== null && (
    <RoleDialog
      roles={data.items}
      role={data.items.find(({ role }) => role === opened) ?? null}
      onClose={() => setOpened(null)}
    />
  )
  return (
    <>
      {mayManage && (
        <ListBar
          action={
            <Button icon="plus" onClick={() => setOpened('new')}>
              {t('settings.new_role')}
            </Button>
          }
        >
          <p>{t('settings.roles_words')}</p>
        </ListBar>
      )}
      {dialog}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must too */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('settings.roles')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              {data.items.map((role) => (
                <th key={role.role} scope="col">
                  {role.can.change ? (
                    <button type="button" className={classes.name} onClick={() => setOpened(role.role)}>
                      {nameOf(role)}
                    </button>
                  ) : (
                    nameOf(role)
                  )}
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
              {data.items.map((role) => (
                <td key={role.role}>
                  <FactorSwitch role={role.role} name={nameOf(role)} required={role.secondFactorRequired} />
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
                    {data.items.map((role) => (
                      <td key={role.role}>
                        <PermissionSwitch role={role} permission={permission} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
