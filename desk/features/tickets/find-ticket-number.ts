import { api, call } from '../../lib/api.ts'
import { isCode } from '../../lib/errors.ts'

/**
 * Returns the number of a ticket from a link: “1042”, “T-1042”, or the id in older links and those of other programs.
 * Returns null when there is no such ticket.
 */
export async function findTicketNumber(key: string): Promise<number | null> {
  const number = /^(?:t-?)?([1-9]\d{0,8})$/i.exec(key)?.[1]
  if (number) return Number(number)
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key)) return null
  try {
    return (await call(api.tickets.show, { params: { key } })).number
  } catch (error) {
    if (isCode(error, 'not_found')) return null
    throw error
  }
}
