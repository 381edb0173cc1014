import type { Action } from '../../../../contract/actions.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { type SubjectRef, startAction } from '../../../lib/opened-action.ts'
import { ActionLines } from './action-lines.tsx'
import classes from './actions-about.module.css'

type Props = { about: SubjectRef; actions: readonly Action[]; onClose: () => void }

/** Section of a ticket's properties with its actions. */
export function TicketActions({ about, actions }: Props) {
  const t = useT()
  return (
    <section className={classes.section} aria-label={t('action.many')}>
      <header className={classes.head}>
        <span>{t('action.many')}</span>
        <IconButton icon="plus" label={`${t('action.new')} (T)`} onClick={() => startAction(about)} />
      </header>
      <ActionLines actions={actions} />
    </section>
  )
}
