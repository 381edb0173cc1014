import type { TicketView } from '../../../../contract/tickets.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { isBlank } from '../../../lib/plain-html.ts'
import { shortName } from '../../../lib/short-name.ts'
import { FileGrid } from '../files/file-grid.tsx'
import { Entry, EntryText } from './entry.tsx'
import { RelativeTime } from './relative-time.tsx'

/** First entry of the story: the reporter and the description. */
export function FirstEntry({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const reporter = ticket.reporter?.name ?? ticket.createdBy?.name ?? t('ticket.nobody')
  const by = ticket.createdBy && ticket.createdBy.id !== ticket.reporter?.id ? shortName(ticket.createdBy.name) : null
  return (
    <Entry
      label={[t('history.opened'), reporter, dates.said(ticket.reportedAt, now)].join(', ')}
      name={reporter}
      meta={[
        ticket.company?.name,
        <RelativeTime key="at" iso={ticket.reportedAt} />,
        by === null
          ? t(`channel.${ticket.channel}`)
          : ticket.channel === 'phone'
            ? t('story.called_by', { name: by })
            : t('story.entered_by', { channel: t(`channel.${ticket.channel}`), name: by }),
      ]}
    >
      {isBlank(ticket.description) ? <em>{t('story.no_description')}</em> : <EntryText html={ticket.description} />}
      <FileGrid files={ticket.attachments.filter((file) => file.atOpening)} />
    </Entry>
  )
}
