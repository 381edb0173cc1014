/** Returns a random key of 128 bits. `crypto.randomUUID` does not exist over plain HTTP, as on a local network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
