import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { agentsQuery } from '../../data/agents.ts'
import { useOutgoingMail } from '../../data/outgoing-mail.ts'
import { ticketCountQuery } from '../../data/ticket-count.ts'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { useMay } from '../../lib/session.ts'
import classes from './first-steps.module.css'
import { sampleQuery, useFillSamples } from './queries.ts'

/** First steps on an empty desk, hidden once done. */
export function FirstSteps() {
  const t = useT()
  const mayManage = useMay('accounts.manage')
  const maySet = useMay('settings.manage')
  const outgoing = useOutgoingMail()
  const mayCall = useMay('tickets.create')
  const tickets = useQuery(ticketCountQuery({ state: 'all' })).data
  const agents = useQuery(agentsQuery).data
  const samples = useQuery({ ...sampleQuery, enabled: maySet }).data
  const fill = useFillSamples()
  if (!tickets || !agents) return null
  const mailIsSet = outgoing !== 'unset'
  const isAlone = agents.length === 1
  const hasCalls = tickets.count > (samples?.tickets ?? 0)
  const lacks = (isAlone && mayManage) || (!mailIsSet && maySet)
  if (hasCalls && !lacks) return null
  return (
    <section className={classes.steps} aria-labelledby="first-steps">
      <h2 id="first-steps">{t('home.first_steps')}</h2>
      <ol>
        {mayManage && (
          <Step done={!isAlone} title={t('home.step_agents')} words={t('home.step_agents_words')}>
            <Link to="/reglages/agents" search={{ nouveau: 'oui' }} className={classes.do}>
              {t('settings.new_agent')}
            </Link>
          </Step>
        )}
        {maySet && (
          <Step done={mailIsSet} title={t('home.step_mail')} words={t('home.step_mail_words')}>
            <Link to="/reglages/mails" className={classes.do}>
              {t('outgoing_mail.set_up')}
            </Link>
          </Step>
        )}
        {mayCall && (
          <Step done={hasCalls} title={t('home.step_call')} words={t('home.step_call_words')}>
            <button type="button" className={classes.do} onClick={() => startCall()}>
              {t('shell.new_call')} <Kbd>N</Kbd>
            </button>
          </Step>
        )}
        {samples?.fillable && (
          <Step done={false} title={t('home.step_samples')} words={t('home.step_samples_words')}>
            <button
              type="button"
              className={classes.do}
              disabled={fill.isPending}
              onClick={() => fill.mutate(undefined)}
            >
              {t('home.fill_samples')}
            </button>
          </Step>
        )}
        <Step done={false} title={t('home.step_company')} words={t('home.step_company_words')}>
          <Link to="/societes" className={classes.do}>
            {t('nav.companies')}
          </Link>
        </Step>
      </ol>
    </section>
  )
}

type StepProps = { done: boolean; title: string; words: string; children: ReactNode }

function Step({ done, title, words, children }: StepProps) {
  const t = useT()
  return (
    <li className={classes.step} data-done={done || undefined}>
      <span className={classes.mark}>
        {done && <Icon name="check" size={12} />}
        {done && <span className="sr-only">{t('home.done')}</span>}
      </span>
      <div>
        <h3>{title}</h3>
        <p>{words}</p>
      </div>
      {!done && children}
    </li>
  )
}
