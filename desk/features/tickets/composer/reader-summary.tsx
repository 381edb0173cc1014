import { useState } from 'react'
import type { Visibility } from '../../../../contract/enums.ts'
import type { TicketReaders, TicketView } from '../../../../contract/tickets.ts'
import { Popover } from '../../../../ui/popover.tsx'
import { VisibilityMark } from '../../../../ui/visibility-mark.tsx'
import { useOutgoingMail } from '../../../data/outgoing-mail.ts'
import { useT } from '../../../lib/i18n.tsx'
import { OutgoingMailNotice } from '../../../lib/outgoing-mail-notice.tsx'
import { namesOf } from '../labels.ts'
import { PhoneLink } from '../phone-link.tsx'
import { useReaders } from '../use-readers.ts'
import { ReaderList } from './reader-list.tsx'
import classes from './reader-summary.module.css'

type Props = { ticket: TicketView; visibility: Visibility; onVisibility: (visibility: Visibility) => void }

/** Visibility of the step, with its readers and the recipients of its mails. */
export function ReaderSummary({ ticket, visibility, onVisibility }: Props) {
  const t = useT()
  const { words } = useReaders(ticket)
  const isPublic = visibility === 'public'
  return (
    <div className={classes.who}>
      <VisibilityMark visibility={visibility}>
        {isPublic ? t('composer.visible_to', { name: words }) : t('composer.internal')}
      </VisibilityMark>
      <button type="button" className={classes.switch} onClick={() => onVisibility(isPublic ? 'internal' : 'public')}>
        {t(isPublic ? 'composer.go_internal' : 'composer.go_public')}
      </button>
      {isPublic && <Mailed readers={ticket.readers} contacts={ticket.contacts} />}
    </div>
  )
}

type Told = { readers: TicketReaders; contacts: TicketView['contacts'] }

/** Names of the readers who are mailed, and a list of all readers. */
function Mailed({ readers, contacts }: Told) {
  const t = useT()
  const outgoing = useOutgoingMail()
  const [opened, setOpened] = useState(false)
  const mailed = readers.people.filter((reader) => reader.mailed)
  const { names } = namesOf(mailed)
  const others = readers.mailed - Math.min(readers.mailed, 2)
  const mailedNames = others > 0 ? t('readers.and_others', { names, count: others }) : names
  return (
    <span className={classes.mailed}>
      {outgoing === 'unset' || outgoing === 'held' ? (
        <OutgoingMailNotice state={outgoing} />
      ) : mailed.length > 0 ? (
        t('composer.mailed', { names: mailedNames })
      ) : (
        <Nobody contacts={contacts} />
      )}
      {readers.count > 1 && (
        <Popover
          opened={opened}
          onClose={() => setOpened(false)}
          label={t('readers.label')}
          position="top-start"
          wide
          target={
            <button type="button" className={classes.switch} aria-expanded={opened} onClick={() => setOpened(!opened)}>
              {t('readers.all', { count: readers.count })}
            </button>
          }
        >
          <ReaderList readers={readers} mailLeaves={outgoing === 'on'} />
        </Popover>
      )}
    </span>
  )
}

/** Says that nobody is mailed, with the phone number to call instead. */
function Nobody({ contacts: [first] }: Pick<Told, 'contacts'>) {
  const t = useT()
  return (
    <>
      {t('composer.nobody_mailed')} {first?.phone && <PhoneLink phone={first.phone} />}
    </>
  )
}
