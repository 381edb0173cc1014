import { api, call } from '../../lib/api.ts'
import { isCode } from '../../lib/errors.ts'

/** The number that a link means: “1042”, “T-1042”, or the id that an older link or another program carries. */
export async function numberOf(key: string): Promise<number | null> {
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
