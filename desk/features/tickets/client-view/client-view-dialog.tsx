import { useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Dialog } from '../../../../ui/dialog.tsx'
import { SelectField } from '../../../../ui/field.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { ClientPage } from './client-page.tsx'
import classes from './client-view.module.css'
import { TicketMails } from './ticket-mails.tsx'

type Props = { ticket: TicketView; onClose: () => void }

/** Dialog with the client's page of a ticket, and the mails about it. */
export function ClientViewDialog({ ticket, onClose }: Props) {
  const t = useT()
  const { people, count } = ticket.readers
  const [shown, setShown] = useState<'page' | 'mails'>('page')
  const [readerId, setReaderId] = useState(people[0]?.id ?? null)
  const reader = people.find(({ id }) => id === readerId) ?? people[0]
  return (
    <Dialog opened onClose={onClose} title={t('client_view.title')} closeLabel={t('shell.close')} width="wide">
      <div className={classes.bar}>
        <Segmented
          label={t('client_view.title')}
          value={shown}
          segments={[
            { value: 'page', label: t('client_view.page') },
            { value: 'mails', label: t('client_view.mails') },
          ]}
          onChange={setShown}
        />
        {shown === 'page' && reader && people.length > 1 && (
          <SelectField
            label={t('client_view.reader')}
            hideLabel
            className={classes.reader}
            value={reader.id}
            onChange={(event) => setReaderId(event.currentTarget.value)}
          >
            {people.map(({ id, name, via }) => (
              <option key={id} value={id}>
                {name}
                {dot}
                {t(`readers.via.${via}`)}
              </option>
            ))}
          </SelectField>
        )}
        {shown === 'page' && count > people.length && (
          <small className={classes.note}>{t('readers.and_more', { count: count - people.length })}</small>
        )}
      </div>
      {shown === 'mails' ? (
        <TicketMails ticketId={ticket.id} />
      ) : reader ? (
        <ClientPage key={reader.id} ticketId={ticket.id} reader={reader} />
      ) : (
        <p className={classes.none}>{t('client_view.nobody')}</p>
      )}
    </Dialog>
  )
}
