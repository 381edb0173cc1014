import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reply } from '../../../contract/route.ts'
import type { RowProblem } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { api } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { problemsQuery, useSettleRow } from './queries.ts'
import classes from './spreadsheets.module.css'

/** Rows that became nothing, or whose change did, with what they say: nothing is lost, and somebody decides. */
export function RowsToSettle({ id }: { id: string }) {
  const t = useT()
  const { data } = useQuery(problemsQuery(id))
  return (
    <section className={classes.problems} aria-label={t('sheets.problems_title')}>
      <p className={classes.note}>{t('sheets.problems_words')}</p>
      <ul>
        {data?.items.map((row) => (
          <RowToSettle key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

/** A ticket can be made in spite of them; the others lack what a ticket needs. */
const makesTicket: RowProblem[] = ['ticket_closed', 'no_moment']

function RowToSettle({ row }: { row: Reply<typeof api.spreadsheets.problems>['items'][number] }) {
  const t = useT()
  const settle = useSettleRow(row.id)
  async function open() {
    const { ticket } = await settle.mutateAsync('ticket')
    if (ticket) toast({ text: t('sheets.row_opened', { number: ticket.number }) })
  }
  return (
    <li>
      <b>{t(`sheets.problem.${row.problem}`)}</b>
      {row.ticket && (
        <Link to="/tickets/$key" params={{ key: String(row.ticket.number) }}>
          T-{row.ticket.number}
        </Link>
      )}
      <small>{Object.values(row.cells).join(' · ')}</small>
      <span className={classes.buttons}>
        {makesTicket.includes(row.problem) && (
          <Button busy={settle.isPending} onClick={() => open().catch(() => {})}>
            {t('sheets.row_open')}
          </Button>
        )}
        <Button look="quiet" busy={settle.isPending} onClick={() => settle.mutate('seen')}>
          {t('sheets.row_seen')}
        </Button>
      </span>
      {settle.error && <FormError>{errorText(settle.error)}</FormError>}
    </li>
  )
}
