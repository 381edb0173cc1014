/** Elements allowed in rich text: the server stores no others, and pages build no others. */
export const richTextElements = [
  'p',
  'br',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'code',
  'pre',
  'ul',
  'ol',
  'li',
  'blockquote',
  'h3',
  'a',
] as const
export type RichTextElement = (typeof richTextElements)[number]

/** Schemes allowed in links of rich text. */
export const linkSchemes = ['http', 'https', 'mailto', 'tel'] as const

/** Attributes of every link: it opens a new tab, which gets no referrer and no access to ours. */
export const linkAttributes = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/**
 * Returns plain text as rich text: a blank line separates paragraphs, and markup is escaped. A space at the end is
 * kept, as the next word may follow.
 */
export function textToHtml(text: string): string {
  const typed = text.trimStart()
  const words = typed.trimEnd()
  const end = typed.slice(words.length)
  const paragraphs = words === '' ? [] : escapeHtml(end.includes('\n') ? words : typed).split(/\r?\n\s*\n/)
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br />')}</p>`).join('')
}
