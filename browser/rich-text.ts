import { linkSchemes, type RichTextElement, richTextElements } from '../contract/rules/rich-text.ts'

/** Node of rich text: a string, or an allowed element with children. */
export type RichNode = string | RichElement
export type RichElement = {
  name: RichTextElement
  /** URL of a link; null for other elements and for links with other schemes. */
  href: string | null
  children: RichNode[]
}

const maximumDepth = 40
// Each alternative stops at the next angle bracket, so that the work stays linear in the length of the text.
const tokens = /<(\/?)([a-z][a-z0-9]*)((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>|[^<]+|</gi
const hrefs = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i
const safeHref = new RegExp(`^(?:${linkSchemes.join('|')}):`, 'i')
const allowed = new Set<string>(richTextElements)

/**
 * Parses the server's HTML into allowed elements and text, without the browser's HTML parser, so that no string ever
 * becomes markup. Other elements are dropped and their text stays.
 */
export function parseRichText(html: string): RichNode[] {
  const root: RichNode[] = []
  const open: RichElement[] = []
  for (const [token, closing, tag, attributes] of html.matchAll(tokens)) {
    const siblings = open.at(-1)?.children ?? root
    if (tag === undefined) {
      siblings.push(decodeEntities(token))
      continue
    }
    const name = tag.toLowerCase()
    if (!isAllowed(name)) continue
    if (closing) closeElement(open, name)
    else if (name === 'br') siblings.push({ name, href: null, children: [] })
    else if (open.length < maximumDepth) {
      const element: RichElement = { name, href: name === 'a' ? readHref(attributes ?? '') : null, children: [] }
      siblings.push(element)
      open.push(element)
    }
  }
  return root
}

const isAllowed = (name: string): name is RichTextElement => allowed.has(name)

function closeElement(open: RichElement[], name: RichTextElement): void {
  const at = open.findLastIndex((element) => element.name === name)
  if (at >= 0) open.splice(at)
}

function readHref(attributes: string): string | null {
  const [, double, single] = hrefs.exec(attributes) ?? []
  const href = decodeEntities(double ?? single ?? '')
  return safeHref.test(href) ? href : null
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? entity
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
  })
}
