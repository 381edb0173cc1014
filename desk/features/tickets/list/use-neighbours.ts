import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { nextTicket } from '../open-ticket.ts'
import { ticketQuery } from '../queries.ts'
import type { Cursor } from './use-cursor.ts'

type Props = { rows: TicketRow[]; cursor: Cursor; openedNumber: number | null; move: (by: number) => void }

/** Keeps the cursor on the open ticket, and prefetches the tickets before and after it. */
export function useNeighbours({ rows, cursor, openedNumber, move }: Props) {
  const client = useQueryClient()
  const at = openedNumber === null ? -1 : rows.findIndex((row) => row.number === openedNumber)
  const id = rows[at]?.id
  const { moveTo } = cursor
  useEffect(() => {
    if (id !== undefined) moveTo(id)
  }, [id, moveTo])

  const after = rows[at + 1]?.number
  const before = rows[at - 1]?.number
  useEffect(() => {
    if (at < 0) return
    for (const number of [after, before])
      if (number !== undefined) void client.prefetchQuery(ticketQuery(number, client))
  }, [client, at, after, before])

  const go = useRef(move)
  go.current = move
  const held = at >= 0
  useEffect(() => {
    if (!held) return
    nextTicket.set(() => go.current(1))
    return () => nextTicket.set(null)
  }, [held])
}
