import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useOutgoingMail } from '../../data/outgoing-mail.ts'
import { ticketCountQuery } from '../../data/ticket-count.ts'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import { OutgoingMailNotice } from '../../lib/outgoing-mail-notice.tsx'
import { useMe } from '../../lib/session.ts'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import { Figures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './home.module.css'
import { QuarantineNotice } from './quarantine-notice.tsx'
import { SamplesNotice } from './samples-notice.tsx'

type Props = {
  /** The agent's tickets to handle, and unclaimed ones. */
  mine: ReactNode
  /** Tickets of other leads to which the agent is assigned. */
  helping: ReactNode
  unclaimed: ReactNode
}

/** Home page: counts, then the agent's tickets. */
export function Home({ mine, helping, unclaimed }: Props) {
  const t = useT()
  const me = useMe()
  const dates = useDates()
  const now = useNow()
  const outgoing = useOutgoingMail()
  useDocumentTitle(t('nav.home'))
  // Without tickets there is nothing to count: only the first steps are shown.
  const isNew = useQuery(ticketCountQuery({ state: 'all' })).data?.count === 0
  const helps = (useQuery(ticketCountQuery({ helping: 'me' })).data?.count ?? 0) > 0
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('home.hello', { name: me.name.split(' ')[0] ?? '' })}</h1>
        <p>{dates.today(now)}</p>
      </header>
      {(outgoing === 'unset' || outgoing === 'held') && (
        <p className={classes.warning} role="status">
          <OutgoingMailNotice state={outgoing} />
        </p>
      )}
      <SamplesNotice />
      <FirstSteps />
      <QuarantineNotice />
      {!isNew && (
        <>
          <Figures />
          <section>
            <h2 className={classes.title}>{t('nav.view.to_handle')}</h2>
            {mine}
          </section>
          {helps && (
            <section>
              <h2 className={classes.title}>{t('nav.view.helping')}</h2>
              {helping}
            </section>
          )}
          <section>
            <h2 className={classes.title}>{t('nav.view.unclaimed')}</h2>
            {unclaimed}
          </section>
        </>
      )}
    </div>
  )
}
