import { createStore } from '../../../ui/store.ts'

/** Opens a ticket beside the list; `replace` replaces the open one in the browser's history. */
export type OpenTicket = (number: number, how?: { replace: boolean }) => void

/** Opens the ticket after the open one; null without a list that contains the open one. */
export const nextTicket = createStore<(() => void) | null>(null)
