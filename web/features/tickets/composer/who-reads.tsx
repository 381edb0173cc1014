import type { Visibility } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { VisibilityMark } from '../../../../ui/visibility-mark.tsx'
import { useT } from '../../../lib/i18n.tsx'
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
      <span aria-hidden="true" className={classes.dot}>
        ·
      </span>
      <button type="button" className={classes.switch} onClick={() => onVisibility(isPublic ? 'internal' : 'public')}>
        {t(isPublic ? 'composer.go_internal' : 'composer.go_public')}
      </button>
      {isPublic &&
        unreachable.map((contact) => (
          <span key={contact.id} className={classes.untold}>
            {t('composer.not_by_mail', { name: contact.name })}
            {contact.phone && (
              <>
                {' '}
                <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
              </>
            )}
          </span>
        ))}
    </div>
  )
}
