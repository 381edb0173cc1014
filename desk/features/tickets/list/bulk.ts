import type { TicketRow } from '../../../../contract/tickets.ts'

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
