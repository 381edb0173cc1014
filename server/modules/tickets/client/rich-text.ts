import { escapeHtml } from '../rich-text.ts'

const harmlessTag = /<\/?(?:p|br|strong|b|em|i|u|s|code|pre|ul|ol|li|blockquote|h3|a)(?:\s[^<>]*)?\/?>/i

/** What a client wrote as HTML: plain text keeps its lines and its signs, HTML is left for cleanHtml() to sort out. */
export function richText(words: string): string {
  if (harmlessTag.test(words)) return words
  const escaped = escapeHtml(words.trim())
  const paragraphs = escaped === '' ? [] : escaped.split(/\r?\n\s*\r?\n/)
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br />')}</p>`).join('')
}
