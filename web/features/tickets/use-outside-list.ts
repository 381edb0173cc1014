import { useCallback } from 'react'

export const listMark = 'data-ticket-list'

/** Whether a key pressed now is meant for the ticket, and not for the row that has the focus in the list beside it. */
export function useOutsideList() {
  return useCallback(() => !document.activeElement?.closest(`[${listMark}]`), [])
}
