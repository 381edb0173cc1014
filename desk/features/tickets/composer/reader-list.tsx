import { dot } from '../../../../browser/separator.ts'
import type { TicketReaders } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { PhoneLink } from '../phone-link.tsx'
import classes from './reader-list.module.css'

type Props = { readers: TicketReaders; mailLeaves: boolean }

/** List of everybody outside the team who reads public steps: why, and whether a mail notifies them. */
export function ReaderList({ readers: { people, count }, mailLeaves }: Props) {
  const t = useT()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable by keyboard
    <ul className={classes.list} tabIndex={0} data-autofocus aria-label={t('readers.label')}>
      {people.map(({ id, name, company, via, mailed, phone }) => (
        <li key={id}>
          <span>
            <b>{name}</b>
            {company && `${dot}${company.name}`}
          </span>
          <small>
            {t(`readers.via.${via}`)}
            {dot}
            {t(mailed && mailLeaves ? 'readers.by_mail' : 'readers.not_by_mail')}{' '}
            {!(mailed && mailLeaves) && phone && <PhoneLink phone={phone} />}
          </small>
        </li>
      ))}
      {count > people.length && <li>{t('readers.and_more', { count: count - people.length })}</li>}
    </ul>
  )
}
