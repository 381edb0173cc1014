import { createStore } from '../../../ui/store.ts'

/** Shows a ticket beside the list; `replace`: in the place of the one that is open, for the way back. */
export type OpenTicket = (number: number, how?: { replace: boolean }) => void

/** The way from the open ticket to the next one, as long as a list that holds it is shown. */
export const nextTicket = createStore<(() => void) | null>(null)
