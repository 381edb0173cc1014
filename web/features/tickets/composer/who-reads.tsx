import type { Visibility } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { VisibilityMark } from '../../../../ui/visibility-mark.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { PhoneLink } from '../phone-link.tsx'
import { useReaders } from '../use-readers.ts'
import classes from './who-reads.module.css'

type Props = { ticket: TicketView; visibility: Visibility; onVisibility: (visibility: Visibility) => void }

/** Never in doubt: who will read what is being written, and whom no mail will tell. */
export function WhoReads({ ticket, visibility, onVisibility }: Props) {
  const t = useT()
  const { words, unreachable } = useReaders(ticket)
  const isPublic = visibility === 'public'
  return (
    <div className={classes.who}>
      <VisibilityMark visibility={visibility}>
        {isPublic ? t('composer.visible_to', { name: words }) : t('composer.internal')}
      </VisibilityMark>
      <button type="button" className={classes.switch} onClick={() => onVisibility(isPublic ? 'internal' : 'public')}>
        {t(isPublic ? 'composer.go_internal' : 'composer.go_public')}
      </button>
      {isPublic && unreachable.length > 0 && (
        <span className={classes.untold}>
          <Untold contacts={unreachable} />
        </span>
      )}
    </div>
  )
}

/** One is named, with the number to call; several are counted: the facts say who. */
function Untold({ contacts }: { contacts: TicketView['contacts'] }) {
  const t = useT()
  const [first, ...others] = contacts
  if (!first) return null
  if (others.length > 0) return t('composer.some_not_by_mail', { count: contacts.length })
  return (
    <>
      {t('composer.not_by_mail', { name: first.name })} {first.phone && <PhoneLink phone={first.phone} />}
    </>
  )
}
