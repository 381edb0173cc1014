import { type FormEvent, useState } from 'react'
import type { Agent } from '../../../contract/people.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { AgentAccess } from './agent-access.tsx'
import { RoleField, TeamsField } from './agent-fields.tsx'
import { AgentSessions } from './agent-sessions.tsx'
import { useChangeAgent } from './queries.ts'

/** Dialog for an agent's account. */
export function AgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const t = useT()
  const [name, setName] = useState(agent.name)
  const [role, setRole] = useState(agent.role)
  const [teamIds, setTeamIds] = useState(agent.teams.map((team) => team.id))
  const change = useChangeAgent(agent.id, () => {
    onClose()
    toast({ text: t('settings.saved') })
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ name, teamIds, ...(role === agent.role ? {} : { role }) })
  }
  const isNameRefused = listInvalidFields(change.error).includes('name')

  return (
    <Dialog opened onClose={onClose} title={agent.name} aside={agent.email} closeLabel={t('shell.close')}>
      <form onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('record.name')}
            error={isNameRefused ? t('entry.name_needed') : undefined}
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.target.value)}
          />
          <RoleField role={role} onChange={setRole} />
          <TeamsField teamIds={teamIds} onChange={setTeamIds} />
          <AgentAccess agent={agent} onDone={onClose} />
          <AgentSessions agent={agent} />
          {change.error && !isNameRefused && <FormError>{errorText(change.error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={change.isPending}>
              {t('shell.save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}
