import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { dot } from '../../../browser/separator.ts'
import type { Reply } from '../../../contract/route.ts'
import type { RowProblem, spreadsheets } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { problemsQuery, useSettleRow } from './queries.ts'
import classes from './spreadsheets.module.css'

/** Rows that could not become or change a ticket, with their values. An agent decides on each. */
export function ProblemRows({ id }: { id: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(problemsQuery(id))
  const section = useRef<HTMLElement>(null)
  const [settled, setSettled] = useState<{ id: string; next: string | undefined } | null>(null)
  // The focus would disappear with the buttons of the settled row.
  useEffect(() => {
    if (!settled || data?.items.some((row) => row.id === settled.id)) return
    const next = section.current?.querySelector<HTMLElement>(`[data-row="${settled.next}"] button`)
    ;(next ?? section.current)?.focus()
    setSettled(null)
  }, [data, settled])
  return (
    <section ref={section} tabIndex={-1} className={classes.problems} aria-label={t('sheets.problems_title')}>
      <p className={classes.note}>{t('sheets.problems_words')}</p>
      {!data && <Loading error={error} onRetry={refetch} rows={3} />}
      <ul>
        {data?.items.map((row, at) => (
          <ProblemRow
            key={row.id}
            row={row}
            onSettled={() => setSettled({ id: row.id, next: (data.items[at + 1] ?? data.items[at - 1])?.id })}
          />
        ))}
      </ul>
    </section>
  )
}

/** Problems of rows that can become a ticket all the same; rows with others lack something that a ticket needs. */
const acceptedProblems: RowProblem[] = ['ticket_closed', 'no_moment']

type RowProps = { row: Reply<typeof spreadsheets.problems>['items'][number]; onSettled: () => void }

function ProblemRow({ row, onSettled }: RowProps) {
  const t = useT()
  const settle = useSettleRow(row.id, onSettled)
  async function open() {
    const { ticket } = await settle.mutateAsync('ticket')
    if (ticket) toast({ text: t('sheets.row_opened', { number: ticket.number }) })
  }
  return (
    <li data-row={row.id}>
      <b>{t(`sheets.problem.${row.problem}`)}</b>
      {row.ticket && (
        <Link to="/tickets/$key" params={{ key: String(row.ticket.number) }}>
          T-{row.ticket.number}
        </Link>
      )}
      <small>{Object.values(row.cells).join(dot)}</small>
      <span className={classes.buttons}>
        {acceptedProblems.includes(row.problem) && (
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
