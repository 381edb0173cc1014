import type { Locale } from '../../../../contract/enums.ts'
import { escapeHtml } from '../../../../contract/rules/rich-text.ts'
import { translateMail } from '../../../../i18n/mail/index.ts'
import type { Db } from '../../../platform/database.ts'
import type { InlineImage } from '../../../platform/smtp.ts'

/** Company details at the head and foot of a mail. Agents get the name alone, without logo or telephone. */
export type Letterhead = {
  name: string
  timeZone: string
  phone: string | null
  /** `#rrggbb`, dark enough for white text. */
  colour: string
  logo: InlineImage | null
}

/** Accent of ui/tokens.css, for a company that chose no colour. */
const defaultColour = '#254c91'

/** @param reader logo and telephone are for contacts only */
export async function readLetterhead(db: Db, reader: 'agent' | 'contact'): Promise<Letterhead> {
  const { name, time_zone, ...look } = await db
    .selectFrom('organisation')
    .select(['name', 'time_zone', 'phone', 'colour', 'logo_hash'])
    .$if(reader === 'contact', (query) => query.select('logo'))
    .executeTakeFirstOrThrow()
  const { phone, colour, logo = null, logo_hash } = look
  return {
    name,
    timeZone: time_zone,
    phone: reader === 'contact' ? phone : null,
    colour: colour ? readableColour(colour) : defaultColour,
    logo: logo && { id: `logo-${logo_hash}@guichet`, name: 'logo.png', type: 'image/png', content: Buffer.from(logo) },
  }
}

/** Darkens a colour until white text can be read on it (contrast 4.5). @param colour `#1f6f5c` */
export function readableColour(colour: string): string {
  let channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  while (1.05 / (luminance(channels) + 0.05) < 4.5) channels = channels.map((value) => Math.floor(value * 0.95))
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Computes WCAG's relative luminance, from 0 to 1. */
function luminance(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Renders the logo on white: many logos are drawn for it and would vanish in dark mode. */
export function renderHeader({ name, colour, logo }: Letterhead): string {
  const alt = escapeHtml(name)
  const inside = logo
    ? `<img src="cid:${logo.id}" alt="${alt}" height="40" style="display:inline-block;height:40px;max-width:240px;padding:6px 10px;border-radius:6px;background:#fff;color:#1d1b18">`
    : `<b style="font-size:17px">${alt}</b>`
  return `<div style="margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid ${colour}">${inside}</div>`
}

/** Renders the company's name and telephone. */
export function renderFooter({ name, phone }: Letterhead, locale: Locale): { text: string; html: string } {
  const call = phone && translateMail(locale, 'mail.call', { phone })
  const link = phone && `<a href="tel:${phone.replace(/[^+\d]/g, '')}" style="color:inherit">${escapeHtml(phone)}</a>`
  const html = [escapeHtml(name), link && translateMail(locale, 'mail.call', { phone: link })]
    .filter(Boolean)
    .join('<br>')
  return {
    text: ['-- ', name, call].filter(Boolean).join('\n'),
    html: `<p style="margin:24px 0 0;font-size:13px;opacity:.75">${html}</p>`,
  }
}
