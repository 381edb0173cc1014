/**
 * Decodes text as spreadsheet programs write it: UTF-8 or UTF-16, with or without a byte order mark, else Windows-1252.
 * A few invalid bytes in UTF-8 become replacement characters, so that its valid accents survive.
 */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  const bad = text.match(/\ufffd/g)?.length ?? 0
  if (bad === 0) return text
  const accents = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return accents > bad ? text : new TextDecoder('windows-1252').decode(bytes)
}

const sampled = 1_000

/** Detects UTF-16, without a byte order mark by the zeros in every other byte of Latin letters. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const sample = bytes.subarray(0, sampled)
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) < sample.length / 5) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}
