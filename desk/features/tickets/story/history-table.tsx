import type { TicketView } from '../../../../contract/tickets.ts'
import { fieldWords, valueWords } from '../../../../i18n/change-words.ts'
import { Button } from '../../../../ui/button.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import classes from './history-table.module.css'
import { useOlderHistory } from './use-older-history.ts'

/** Table of every change of every field, with the old and the new value. */
export function HistoryTable({ ticket }: { ticket: TicketView; onClose: () => void }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const older = useOlderHistory(ticket)
  const { events, olderBefore } = ticket.timeline
  const words = (field: string, value: unknown) => valueWords(t, field, value, (iso) => dates.brief(iso, now))
  const rows = events.flatMap((event) => {
    const changes = event.changes.length > 0 ? event.changes : [null]
    return changes.map((change) => ({ event, change }))
  })
  return (
    <div className={classes.place}>
      {olderBefore !== null && (
        <Button busy={older.isPending} onClick={() => older.mutate(olderBefore)}>
          {t('story.older')}
        </Button>
      )}
      {older.error && <FormError>{errorText(older.error)}</FormError>}
      <table className={classes.table}>
        <caption className="sr-only">{t('story.history')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('history.when')}</th>
            <th scope="col">{t('history.who')}</th>
            <th scope="col">{t('history.what')}</th>
            <th scope="col">{t('history.from')}</th>
            <th scope="col">{t('history.to')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ event, change }) => (
            <tr key={event.id + (change?.field ?? '')}>
              <td>
                <time dateTime={event.at} title={dates.exact(event.at)}>
                  {dates.brief(event.at, now)}
                </time>
              </td>
              <td title={event.by?.name}>{event.by ? shortName(event.by.name) : t('story.guichet')}</td>
              <td>
                {change
                  ? fieldWords(t, change.field)
                  : t(event.name === 'ticket.created' ? 'history.opened' : 'history.step')}
              </td>
              <td>{change ? words(change.field, change.from) : ''}</td>
              <td>{change ? words(change.field, change.to) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
