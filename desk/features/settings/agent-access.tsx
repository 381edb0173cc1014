import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agent } from '../../../contract/people.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { setupQuery } from '../../data/setup.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './agent-access.module.css'
import { firstPassword } from './first-password.ts'
import { HandedLink } from './handed-link.tsx'
import { useChangeAgent, useMakeLink, useSetAgentPassword } from './queries.ts'

/** Access of an agent: links, password, disabling. Takes effect at once, unlike the rest of the form. */
export function AgentAccess({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const t = useT()
  const { data: outlet } = useQuery(setupQuery)
  const [password, setPassword] = useState<string | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const link = useMakeLink((made) => {
    setToken(made)
    if (made === null) toast({ text: t('settings.link_mailed', { email: agent.email }) })
  })
  const toggle = useChangeAgent(agent.id, () => {
    onDone()
    toast({ text: t(agent.disabled ? 'settings.enabled_again' : 'settings.disabled_now', { name: agent.name }) })
  })
  const give = useSetAgentPassword(agent.id, () => {
    setPassword(null)
    toast({ text: t('settings.password_given', { name: agent.name }) })
  })
  const error = toggle.error ?? give.error ?? link.error
  const mailWords = agent.hasPassword ? 'settings.mail_reset' : 'settings.mail_invitation'
  return (
    <section className={classes.access} aria-label={t('settings.access')}>
      {password === null ? (
        <div className={classes.buttons}>
          {!agent.disabled && outlet?.canMail && (
            <Button busy={link.isPending} onClick={() => link.mutate({ id: agent.id, by: 'mail' })}>
              {t(mailWords)}
            </Button>
          )}
          {!agent.disabled && (
            <Button busy={link.isPending} onClick={() => link.mutate({ id: agent.id, by: 'hand' })}>
              {t('settings.make_link')}
            </Button>
          )}
          <Button onClick={() => setPassword(firstPassword())}>
            {t(agent.hasPassword ? 'settings.give_password' : 'settings.give_first_password')}
          </Button>
          <Button
            look={agent.disabled ? 'plain' : 'danger'}
            busy={toggle.isPending}
            onClick={() => toggle.mutate({ disabled: !agent.disabled })}
          >
            {t(agent.disabled ? 'settings.enable' : 'settings.disable')}
          </Button>
        </div>
      ) : (
        <div className={classes.password}>
          <TextField
            label={t(agent.hasPassword ? 'entry.new_password' : 'settings.first_password')}
            hint={t('settings.first_password_hint')}
            value={password}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPassword(event.target.value)}
          />
          <div className={classes.buttons}>
            <Button busy={give.isPending} onClick={() => give.mutate(password)}>
              {t('settings.give_this')}
            </Button>
            <Button look="quiet" onClick={() => setPassword(null)}>
              {t('shell.cancel')}
            </Button>
          </div>
        </div>
      )}
      {token && <HandedLink token={token} isInvitation={!agent.hasPassword} />}
      {!agent.disabled && password === null && <p className={classes.note}>{t('settings.disable_hint')}</p>}
      {error && <FormError>{errorText(error)}</FormError>}
    </section>
  )
}
