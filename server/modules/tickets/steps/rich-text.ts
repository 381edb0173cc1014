import sanitizeHtml from 'sanitize-html'
import { linkAttributes, linkSchemes, richTextElements } from '../../../../contract/rules/rich-text.ts'
import { AppError } from '../../../platform/app-error.ts'

const nonTextTags = ['script', 'style', 'textarea', 'option', 'noscript', 'template']

const harmless: sanitizeHtml.IOptions = {
  allowedTags: [...richTextElements],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: [...linkSchemes],
  allowProtocolRelative: false,
  nonTextTags,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { ...linkAttributes }) },
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

/** Requires HTML that contains text. Throws invalid. */
export function requireText(html: string, path: string): void {
  if (plainText(html) === '') throw new AppError('invalid', { fields: [{ path, problem: 'required' }] })
}
