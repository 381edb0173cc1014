import { call, portal } from './api.ts'
import { kept } from './kept.ts'
import { at } from './router.ts'

/** Has a sign-in link mailed. @param ticketKey where it is to lead, when that is an id: numbers are for who is signed in */
export function askLink(email: string, ticketKey: string | null) {
  kept.write('destination', at.value.path === '/compte' ? at.value.path : null)
  return call(portal.mailLink, { body: { email, ticketId: ticketKey?.length === 36 ? ticketKey : null } })
}

/** Where a link that leads nowhere in particular was asked for, in this browser; told once. */
export function askedFrom(): string | null {
  const path = kept.read<string>('destination')
  kept.write('destination', null)
  return path
}
