import type { TicketRow } from '../../../../contract/tickets.ts'

/** Returns what is offered for several tickets: what at least one of them allows. The others refuse, and are named. */
export function rightsToAny(rows: TicketRow[]): TicketRow['can'] {
  const isAllowed = (right: keyof TicketRow['can']) => rows.some(({ can }) => can[right])
  return {
    edit: isAllowed('edit'),
    claim: isAllowed('claim'),
    assign: isAllowed('assign'),
    status: isAllowed('status'),
    cancel: isAllowed('cancel'),
  }
}

type BulkResult = { row: TicketRow; error: unknown }
export type BulkProgress = { done: number; of: number; refused: BulkResult[] }

/**
 * The same thing done to several tickets, one after the other: what the server refuses for one stops none of the
 * others. Ends early when the signal aborts; what was done stays done.
 */
export async function doToEach(
  rows: TicketRow[],
  act: (row: TicketRow) => Promise<unknown>,
  onProgress: (progress: BulkProgress) => void,
  signal: AbortSignal,
): Promise<BulkProgress> {
  let progress: BulkProgress = { done: 0, of: rows.length, refused: [] }
  onProgress(progress)
  for (const row of rows) {
    if (signal.aborted) break
    const error = await act(row).then(
      () => null,
      (reason: unknown) => reason ?? new Error('refused'),
    )
    const refused = error === null ? progress.refused : [...progress.refused, { row, error }]
    progress = { ...progress, done: progress.done + 1, refused }
    onProgress(progress)
  }
  return progress
}
