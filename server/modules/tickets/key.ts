/** A ticket as an address names it: by its number or by its id. */
export function keyOf(key: string) {
  return /^\d+$/.test(key) ? { number: Number(key) } : { id: key }
}
