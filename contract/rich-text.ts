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
