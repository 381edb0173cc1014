/** Parts of what the operator typed to find a caller who turned out to be unknown. */
export type ParsedCaller = { name: string; phone: string; email: string; companyName: string }

const EMAIL = /[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+/
// At least four digits: fewer are more often part of a name (“Ets 2 Rives”) than a number.
const PHONE = /(?:\+|\(?0|\d)[\d\s().\-/]{2,}\d/
const particles = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'à', 'van', 'von'])

/** Parses `jean martin, garage lemoine, 0612345678` to Jean Martin, 06 12 34 56 78, Garage Lemoine. */
export function parseCaller(text: string): ParsedCaller {
  const email = EMAIL.exec(text)?.[0] ?? ''
  const withoutEmail = text.replace(email, ' ')
  const found = PHONE.exec(withoutEmail)?.[0] ?? ''
  const phone = found.replace(/\D/g, '').length >= 4 ? found : ''
  const [name = '', companyName = ''] = withoutEmail
    .replace(phone, ' ')
    .split(/[,;]|\s+(?:chez|de chez|société)\s+/i)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
  return {
    name: capitalised(name),
    phone: grouped(phone),
    email: email.toLowerCase(),
    companyName: capitalised(companyName),
  }
}

/** Capitalises names typed in lower case; leaves others unchanged. */
function capitalised(name: string) {
  if (name !== name.toLowerCase()) return name
  return name
    .split(' ')
    .map((word, index) =>
      index > 0 && particles.has(word) ? word : word.replace(/(^|[-'’])\p{L}/gu, (c) => c.toUpperCase()),
    )
    .join(' ')
}

/** Formats French numbers in pairs; leaves others as typed. */
export function grouped(phone: string) {
  const digits = phone.replace(/\D/g, '')
  if (/^0\d{9}$/.test(digits)) return digits.replace(/(\d\d)(?=\d)/g, '$1 ')
  if (/^33\d{9}$/.test(digits) && phone.trim().startsWith('+'))
    return `+33 ${digits[2]} ${digits.slice(3).replace(/(\d\d)(?=\d)/g, '$1 ')}`
  return phone.trim()
}

/** Tells whether a number is long enough to call back. */
export function isWholePhone(phone: string) {
  const digits = phone.replace(/\D/g, '')
  return digits.startsWith('0') && !digits.startsWith('00') ? digits.length >= 10 : digits.length >= 6
}
