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
  /** The tickets of the connected agent, and those that nobody leads. */
  mine: ReactNode
  /** The tickets that another leads and the agent is assigned to. */
  helping: ReactNode
  unclaimed: ReactNode
}

/** Where the day begins: how much there is to do, then what. */
export function Home({ mine, helping, unclaimed }: Props) {
  const t = useT()
  const me = useMe()
  const dates = useDates()
  const now = useNow()
  const outgoing = useOutgoingMail()
  useDocumentTitle(t('nav.home'))
  // Before the first ticket there is nothing to count: the first steps have the page to themselves.
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
