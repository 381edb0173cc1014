export type Part = { text: string; hit: boolean }

const fold = (char: string) => char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Returns the parts of a text that match the query: words regardless of accents, digits in any grouping
 * (`0241` finds `02 41` and `+33 2 41`).
 */
export function highlight(text: string, question: string): Part[] {
  const chars = [...text]
  const hits = new Array<boolean>(chars.length).fill(false)
  const folded = chars.map(fold)
  for (const word of question.split(/[\s,;]+/)) markWord(folded, hits, [...word].map(fold))
  markDigits(chars, hits, question.replace(/\+33\s?/g, '0').replace(/\D/g, ''))
  return parts(chars, hits)
}

function markWord(folded: string[], hits: boolean[], word: string[]) {
  if (word.length < 2 || word.every((char) => /\d/.test(char))) return
  for (let at = 0; at + word.length <= folded.length; at++) {
    const startsWord = at === 0 || !/[\p{L}\d]/u.test(folded[at - 1] ?? '')
    if (startsWord && word.every((char, index) => folded[at + index] === char)) hits.fill(true, at, at + word.length)
  }
}

function markDigits(chars: string[], hits: boolean[], digits: string) {
  if (digits.length < 2) return
  const places = chars.flatMap((char, index) => (/\d/.test(char) ? [index] : []))
  const own = places.map((place) => chars[place]).join('')
  const national = own.startsWith('33') && digits.startsWith('0') ? digits.slice(1) : digits
  const start = own.indexOf(national)
  const first = places[start]
  const last = places[start + national.length - 1]
  if (start >= 0 && first !== undefined && last !== undefined) hits.fill(true, first, last + 1)
}

function parts(chars: string[], hits: boolean[]): Part[] {
  const result: Part[] = []
  chars.forEach((char, index) => {
    const hit = hits[index] ?? false
    const last = result.at(-1)
    if (last && last.hit === hit) last.text += char
    else result.push({ text: char, hit })
  })
  return result
}
