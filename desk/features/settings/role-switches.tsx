import type { Permission, Role } from '../../../contract/permissions.ts'
import type { RoleView } from '../../../contract/roles.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMay, useMe } from '../../lib/session.ts'
import { useChangeRole, useRequireFactor } from './queries.ts'
import classes from './role-matrix.module.css'
import { useRoleName } from './role-name.ts'

/** Right of a role: a checkbox for agents who may grant it, otherwise a mark. */
export function PermissionSwitch({ role, permission }: { role: RoleView; permission: Permission }) {
  const t = useT()
  const nameOf = useRoleName()
  const me = useMe()
  const change = useChangeRole(role.role, () => {})
  const held = role.permissions.includes(permission)
  if (!role.can.change || !me.permissions.includes(permission)) return <Mark held={held} />
  const saved = change.isPending ? !held : held
  return (
    <label className={classes.switch}>
      <input
        type="checkbox"
        aria-label={t('settings.right_of', { role: nameOf(role), right: t(`permission.${permission}`) })}
        checked={saved}
        disabled={change.isPending}
        onChange={() =>
          change.mutate(held ? { revoke: [permission] } : { grant: [permission] }, {
            onError: (error) => toast({ text: errorText(error), tone: 'danger' }),
          })
        }
      />
    </label>
  )
}

function Mark({ held }: { held: boolean }) {
  const t = useT()
  if (!held) return <span className="sr-only">{t('settings.no')}</span>
  return (
    <>
      <Icon name="check" />
      <span className="sr-only">{t('settings.yes')}</span>
    </>
  )
}

/** Setting that requires a second factor for a role, whose agents then set one up at their next sign-in. */
export function FactorSwitch({ role, name, required }: { role: Role; name: string; required: boolean }) {
  const t = useT()
  const mayChange = useMay('accounts.manage')
  const require = useRequireFactor(role)
  return (
    <label className={classes.switch}>
      <input
        type="checkbox"
        aria-label={t('settings.second_factor_of', { role: name })}
        checked={required}
        disabled={!mayChange || require.isPending}
        onChange={() => require.mutate(!required)}
      />
    </label>
  )
}
