import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { setupQuery } from '../../data/setup.ts'
import { errorText, isCode, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { type Access, AccessChoice } from './access-choice.tsx'
import { RoleField, TeamsField } from './agent-fields.tsx'
import { firstPassword } from './first-password.ts'
import { HandedLink } from './handed-link.tsx'
import { type NewAgent, useCreateAgent, useMakeLink } from './queries.ts'

export function NewAgentDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('settings.new_agent')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
    >
      <NewAgentForm onClose={onClose} />
    </Dialog>
  )
}

function NewAgentForm({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [agent, setAgent] = useState<NewAgent>(() => ({
    name: '',
    email: '',
    role: 'technician',
    password: firstPassword(),
    teamIds: [],
  }))
  const { data: outlet } = useQuery(setupQuery)
  const [chosen, setChosen] = useState<Access | null>(null)
  const access = chosen ?? (outlet?.canMail ? 'mail' : 'hand')
  const [token, setToken] = useState<string | null>(null)
  const link = useMakeLink(setToken)
  const create = useCreateAgent(({ id }) => {
    toast({ text: t(access === 'mail' ? 'settings.agent_invited' : 'settings.agent_created', { name: agent.name }) })
    if (access === 'hand') link.mutate({ id, by: 'hand' })
    else onClose()
  })
  const refused = listInvalidFields(create.error)
  const isTaken = isCode(create.error, 'email_taken')
  const set = (changes: Partial<NewAgent>) => setAgent({ ...agent, ...changes })

  function submit(event: FormEvent) {
    event.preventDefault()
    const { password, ...invited } = agent
    create.mutate(access === 'password' ? agent : { ...invited, invited: access === 'mail' })
  }
  const emailError = isTaken ? errorText(create.error) : refused.includes('email') ? t('entry.email_wrong') : undefined

  if (create.isSuccess)
    return (
      <DialogBody>
        {token && <HandedLink token={token} isInvitation />}
        {link.error && <FormError>{errorText(link.error)}</FormError>}
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        </DialogActions>
      </DialogBody>
    )

  return (
    <form onSubmit={submit}>
      <DialogBody>
        <TextField
          label={t('record.name')}
          error={refused.includes('name') ? t('entry.name_needed') : undefined}
          value={agent.name}
          name="name"
          maxLength={200}
          autoComplete="off"
          required
          data-autofocus
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t('entry.email')}
          hint={t('settings.email_hint')}
          error={emailError}
          type="email"
          name="email"
          value={agent.email}
          autoComplete="off"
          required
          onChange={(event) => set({ email: event.target.value })}
        />
        <RoleField role={agent.role} onChange={(role) => set({ role })} />
        <TeamsField teamIds={agent.teamIds ?? []} onChange={(teamIds) => set({ teamIds })} />
        <AccessChoice access={access} onChange={setChosen} />
        {access === 'password' && (
          <TextField
            label={t('settings.first_password')}
            hint={t('settings.first_password_hint')}
            error={refused.includes('password') ? t('entry.password_too_short') : undefined}
            name="password"
            value={agent.password ?? ''}
            minLength={10}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            required
            onChange={(event) => set({ password: event.target.value })}
          />
        )}
        {create.error && !isTaken && refused.length === 0 && <FormError>{errorText(create.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={create.isPending}>
            {t('settings.create_agent')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}
