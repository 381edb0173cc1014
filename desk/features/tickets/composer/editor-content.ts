import { DOMParser } from '@tiptap/pm/model'
import { type Extensions, getSchema, type JSONContent } from '@tiptap/react'
import { parseRichText, type RichNode } from '../../../../browser/rich-text.ts'

export const emptyContent: JSONContent = { type: 'doc', content: [{ type: 'paragraph' }] }

/**
 * Converts rich text to a document of the editor. Tiptap would parse a string as HTML, which our
 * Content-Security-Policy blocks.
 */
export function contentOf(html: string, extensions: Extensions): JSONContent {
  const inert = document.implementation.createHTMLDocument('')
  inert.body.append(...parseRichText(html).map((node) => buildNode(inert, node)))
  return DOMParser.fromSchema(getSchema(extensions)).parse(inert.body, { preserveWhitespace: true }).toJSON()
}

function buildNode(inert: Document, node: RichNode): Node | string {
  if (typeof node === 'string') return node
  const element = inert.createElement(node.name)
  if (node.href !== null) element.setAttribute('href', node.href)
  element.append(...node.children.map((child) => buildNode(inert, child)))
  return element
}
