import { type ComponentChild, h } from 'preact'
import { useMemo } from 'preact/hooks'
import { parseRichText, type RichNode } from '../../browser/rich-text.ts'
import { linkAttributes } from '../../contract/rules/rich-text.ts'

/** Rich text from the server, built from allowed elements. */
export function RichText({ html }: { html: string }) {
  const content = useMemo(() => parseRichText(html).map(buildNode), [html])
  return <div class="rich">{content}</div>
}

function buildNode(node: RichNode): ComponentChild {
  if (typeof node === 'string') return node
  const { name, href } = node
  const children = node.children.map(buildNode)
  if (name !== 'a') return h(name, null, ...children)
  if (href === null) return children
  return (
    <a href={href} {...linkAttributes}>
      {children}
    </a>
  )
}
