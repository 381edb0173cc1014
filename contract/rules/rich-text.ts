/** Elements that rich text may consist of: the server keeps no other, and pages build no other. */
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

/** Schemes that a link of rich text may have. */
export const linkSchemes = ['http', 'https', 'mailto', 'tel'] as const

/** Attributes of every link: it opens another page, which learns nothing of ours. */
export const linkAttributes = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/**
 * Returns plain text as rich text: a blank line separates paragraphs, and markup in it stays words. A space at its end is
 * kept, where the next word may follow.
 */
export function textToHtml(text: string): string {
  const typed = text.trimStart()
  const words = typed.trimEnd()
  const end = typed.slice(words.length)
  const paragraphs = words === '' ? [] : escapeHtml(end.includes('\n') ? words : typed).split(/\r?\n\s*\n/)
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br />')}</p>`).join('')
}
