import sanitizeHtml from 'sanitize-html'
import { linkSchemes, richTextElements } from '../../../contract/rich-text.ts'
import { AppError } from '../../platform/app-error.ts'

const nonTextTags = ['script', 'style', 'textarea', 'option', 'noscript', 'template']

const harmless: sanitizeHtml.IOptions = {
  allowedTags: [...richTextElements],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: [...linkSchemes],
  allowProtocolRelative: false,
  nonTextTags,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
}

/** Cleans untrusted rich text, leaving only elements that execute and load nothing. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, harmless).trim()
}

/** Returns the text of HTML on one line. */
export function plainText(html: string): string {
  const spaced = html.replace(/<\/(p|li|h3|pre|blockquote)>|<br\s*\/?>/g, '$& ')
  const text = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {}, nonTextTags })
  return text
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Converts plain text to HTML. Blank lines separate paragraphs; markup is escaped. */
export function textToHtml(text: string): string {
  const escaped = escapeHtml(text.trim())
  const paragraphs = escaped === '' ? [] : escaped.split(/\r?\n\s*\r?\n/)
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br />')}</p>`).join('')
}

/** Requires HTML that contains text. Throws invalid. */
export function requireText(html: string, path: string): void {
  if (plainText(html) === '') throw new AppError('invalid', { fields: [{ path, problem: 'required' }] })
}
