import type { ReactNode } from 'react'
import { Empty } from '../../../../ui/empty.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './ticket-desk.module.css'

type Props = { list: ReactNode; opened: boolean; children: ReactNode }

/**
 * The list and the ticket side by side; where there is no room for both, the ticket lies over the list, which keeps its
 * place beneath for the way back.
 */
export function TicketDesk({ list, opened, children }: Props) {
  const t = useT()
  return (
    <div className={classes.desk} data-opened={opened || undefined}>
      <div className={classes.list}>{list}</div>
      <div className={classes.ticket}>
        {opened ? children : <Empty title={t('list.choose')}>{t('list.choose_words')}</Empty>}
      </div>
    </div>
  )
}
