import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { browserName } from '../../../browser/browser-name.ts'
import { dot } from '../../../browser/separator.ts'
import type { Agent } from '../../../contract/people.ts'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './agent-access.module.css'
import { agentSessionsQuery, useEndAgentSessions, useResetFactors } from './queries.ts'

/** Sessions of an agent, and what an administrator can end or reset when a phone or a computer is lost. */
export function AgentSessions({ agent }: { agent: Agent }) {
  const t = useT()
  const { data } = useQuery(agentSessionsQuery(agent.id))
  const [asked, setAsked] = useState<'end' | 'reset' | null>(null)
  const done = (text: string) => {
    setAsked(null)
    toast({ text })
  }
  const end = useEndAgentSessions(agent.id, () => done(t('settings.sessions_ended', { name: agent.name })))
  const reset = useResetFactors(agent.id, () => done(t('settings.factors_reset', { name: agent.name })))
  const error = end.error ?? reset.error
  if (!data) return null
  return (
    <section className={classes.access} aria-label={t('settings.sessions')}>
      <span className={classes.label}>{t('settings.sessions')}</span>
      {data.items.length === 0 ? (
        <p className={classes.note}>{t('settings.no_session')}</p>
      ) : (
        <ul>
          {data.items.map((session) => (
            <SessionLine key={session.id} {...session} />
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        {data.items.length > 0 && (
          <ConfirmButton
            asked={asked === 'end'}
            onAsk={(is) => setAsked(is ? 'end' : null)}
            look="plain"
            words={{
              ask: t('settings.end_sessions'),
              confirm: t('settings.end_sessions_now'),
              cancel: t('shell.cancel'),
            }}
            busy={end.isPending}
            onConfirm={() => end.mutate(undefined)}
          />
        )}
        {agent.secondFactor && (
          <ConfirmButton
            asked={asked === 'reset'}
            onAsk={(is) => setAsked(is ? 'reset' : null)}
            look="plain"
            words={{
              ask: t('settings.reset_factors'),
              confirm: t('settings.reset_factors_now'),
              cancel: t('shell.cancel'),
            }}
            busy={reset.isPending}
            onConfirm={() => reset.mutate(undefined)}
          />
        )}
      </div>
      {error && <FormError>{errorText(error)}</FormError>}
    </section>
  )
}

function SessionLine({ browser, address, usedAt }: { browser: string; address: string | null; usedAt: string }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const used = t('settings.session_used', { when: dates.relative(usedAt, now) })
  return (
    <li>
      {browserName(browser) || t('account.browser')}{' '}
      <span className={classes.note}>{[used, address].filter(Boolean).join(dot)}</span>
    </li>
  )
}
