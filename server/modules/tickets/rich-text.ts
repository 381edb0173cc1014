import sanitizeHtml from 'sanitize-html'
import { AppError } from '../../platform/app-error.ts'

const harmless: sanitizeHtml.IOptions = {
  allowedTags: [
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
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template'],
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
}

/** Rich text from anybody, reduced to elements that run nothing and load nothing. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, harmless).trim()
}

export function plainText(html: string): string {
  const spaced = html.replace(/<\/(p|li|h3|pre|blockquote)>|<br\s*\/?>/g, '$& ')
  const text = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
  return text
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Plain text as HTML: its signs are signs. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
}

/** Clean HTML that still says something. Throws invalid. */
export function requireText(html: string, path: string): string {
  const clean = cleanHtml(html)
  if (plainText(clean) === '') throw new AppError('invalid', { fields: [{ path, problem: 'required' }] })
  return clean
}
