import { call, portal } from './api.ts'

/** Has a sign-in link mailed. @param ticketKey where it is to lead, when that is an id: numbers are for who is signed in */
export const askLink = (email: string, ticketKey: string | null) =>
  call(portal.mailLink, { body: { email, ticketId: ticketKey?.length === 36 ? ticketKey : null } })
