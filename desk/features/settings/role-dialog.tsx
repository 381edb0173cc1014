import { type FormEvent, useState } from 'react'
import { type Sight, sights } from '../../../contract/permissions.ts'
import type { RoleView } from '../../../contract/roles.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useChangeRole, useCreateRole, useRemoveRole } from './queries.ts'
import { useRoleName } from './role-name.ts'

type Props = { roles: readonly RoleView[]; role: RoleView | null; onClose: () => void }

/** Dialog that creates a role from another one, or changes its name and sight. The table sets its rights. */
export function RoleDialog({ roles, role, onClose }: Props) {
  const t = useT()
  const nameOf = useRoleName()
  const models = roles.filter(({ can }) => can.give)
  const [label, setLabel] = useState(role?.label ?? '')
  const [from, setFrom] = useState(models.at(-1)?.role ?? '')
  const [sight, setSight] = useState<Sight | null>(role?.sight ?? null)
  const model = models.find((one) => one.role === from)
  const create = useCreateRole(onClose)
  const change = useChangeRole(role?.role ?? '', onClose)
  const seen = sight ?? model?.sight ?? 'own'
  const isNamed = role === null || role.label !== null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (role) change.mutate({ sight: seen, ...(isNamed && { label }) })
    else create.mutate({ label, sight: seen, permissions: model?.permissions ?? [] })
  }
  const error = create.error ?? change.error

  return (
    <Dialog
      opened
      onClose={onClose}
      title={role ? nameOf(role) : t('settings.new_role')}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <form onSubmit={submit}>
        <DialogBody>
          {isNamed && (
            <TextField
              label={t('record.name')}
              value={label}
              maxLength={60}
              required
              data-autofocus
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
          {!role && (
            <SelectField
              label={t('settings.role_from')}
              hint={t('settings.role_from_hint')}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            >
              {models.map((one) => (
                <option key={one.role} value={one.role}>
                  {nameOf(one)}
                </option>
              ))}
            </SelectField>
          )}
          <SelectField
            label={t('settings.sees')}
            value={seen}
            onChange={(event) => setSight(sights.find((one) => one === event.target.value) ?? seen)}
          >
            {sights.map((one) => (
              <option key={one} value={one}>
                {t(`sight.${one}`)}
              </option>
            ))}
          </SelectField>
          {error && <FormError>{errorText(error)}</FormError>}
          {role?.label && <RemoveRole role={role} onDone={onClose} />}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={create.isPending || change.isPending}>
              {t(role ? 'shell.save' : 'settings.create_role')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}

function RemoveRole({ role, onDone }: { role: RoleView; onDone: () => void }) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const remove = useRemoveRole(role.role, onDone)
  if (!role.can.remove) return <p>{t('settings.role_held', { count: role.agents })}</p>
  return (
    <div>
      <ConfirmButton
        asked={asked}
        onAsk={setAsked}
        words={{ ask: t('settings.remove_role'), confirm: t('settings.remove_role_now'), cancel: t('shell.cancel') }}
        look="danger"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
      {remove.error && <FormError>{errorText(remove.error)}</FormError>}
    </div>
  )
}
