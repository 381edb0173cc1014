import { useQuery } from '@tanstack/react-query'
import { IconButton } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { type SubjectRef, startAction } from '../../../lib/opened-action.ts'
import classes from './actions-about.module.css'
import { ActionLines, actionsAboutQuery } from './actions-about.tsx'

/** Actions about a ticket, among its properties: nothing for a ticket that has none. */
export function TicketActions({ about }: { about: SubjectRef }) {
  const t = useT()
  const { data } = useQuery(actionsAboutQuery(about))
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes.section} aria-label={t('action.many')}>
      <header className={classes.head}>
        <span>{t('action.many')}</span>
        <IconButton icon="plus" label={`${t('action.new')} (T)`} onClick={() => startAction(about)} />
      </header>
      <ActionLines actions={data.items} />
    </section>
  )
}
