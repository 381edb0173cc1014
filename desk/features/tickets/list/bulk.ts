import type { TicketRow } from '../../../../contract/tickets.ts'

/** Returns the actions that at least one of the tickets allows. The others refuse them, and are listed. */
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
 * Runs an action on several tickets, one at a time. A refusal does not stop the others. Ends early when the signal
 * aborts, without undoing what is done.
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
