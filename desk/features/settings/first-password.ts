// Letters and digits that are not confused when a password is dictated.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Returns a password like “kq7m-x4tp-9brw-h2dn”: about 79 bits, easy to dictate. */
export function firstPassword() {
  const bytes = crypto.getRandomValues(new Uint32Array(16))
  return [...bytes]
    .map((byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')
}
