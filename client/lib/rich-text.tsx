import { type ComponentChild, h } from 'preact'
import { useMemo } from 'preact/hooks'

const allowed = [
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
]

/**
 * Words that somebody wrote, sanitised by the server. They are read by a parser whose document runs and loads nothing, and
 * made anew of a few elements without attributes: no HTML is ever put in the page.
 */
export function RichText({ html }: { html: string }) {
  const nodes = useMemo(
    () => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map(remade),
    [html],
  )
  return <div class="rich">{nodes}</div>
}

function remade(node: Node): ComponentChild {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof HTMLElement)) return null
  const name = node.localName
  if (!allowed.includes(name)) return null
  const children = [...node.childNodes].map(remade)
  if (name !== 'a') return h(name, null, ...children)
  const href = node.getAttribute('href') ?? ''
  if (!/^(https?|mailto|tel):/i.test(href)) return children
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}
