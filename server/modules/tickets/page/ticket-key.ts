/** Parses the ticket in a URL: a number or an id. */
export function parseTicketKey(key: string) {
  return /^\d+$/.test(key) ? { number: Number(key) } : { id: key }
}
