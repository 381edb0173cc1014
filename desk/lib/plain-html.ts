import { parseRichText, type RichNode } from '../../browser/rich-text.ts'

const blocks: readonly string[] = ['p', 'li', 'h3', 'blockquote', 'pre']

/** Returns the text of rich text, with a blank line between its blocks. */
export const textOf = (html: string): string =>
  parseRichText(html)
    .map(wordsOf)
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

function wordsOf(node: RichNode): string {
  if (typeof node === 'string') return node
  if (node.name === 'br') return '\n'
  const words = node.children.map(wordsOf).join('')
  return blocks.includes(node.name) ? `${words}\n\n` : words
}

export const isBlank = (html: string) => html.replace(/<[^>]*>|&nbsp;|\s/g, '') === ''
