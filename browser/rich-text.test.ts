import fc from 'fast-check'
import { expect, test } from 'vitest'
import { richTextElements } from '../contract/rules/rich-text.ts'
import { parseRichText, type RichNode } from './rich-text.ts'

const flatten = (nodes: RichNode[]): RichNode[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [node] : [node, ...flatten(node.children)]))
const wordsOf = (html: string) =>
  flatten(parseRichText(html))
    .filter((node) => typeof node === 'string')
    .join('')

test('allowed elements keep their order, their words and their links', () => {
  expect(
    parseRichText('<p>Un <strong>mot</strong><br />et <a href="https://a.test/?x=1&amp;y=2">un lien</a></p>'),
  ).toEqual([
    {
      name: 'p',
      href: null,
      children: [
        'Un ',
        { name: 'strong', href: null, children: ['mot'] },
        { name: 'br', href: null, children: [] },
        'et ',
        { name: 'a', href: 'https://a.test/?x=1&y=2', children: ['un lien'] },
      ],
    },
  ])
})

test('escaped markup stays words', () => {
  expect(wordsOf('<p>&lt;b&gt;gras&lt;/b&gt; &amp;amp; 1 &lt; 2&nbsp;!</p>')).toBe('<b>gras</b> &amp; 1 < 2\u00a0!')
})

test('other elements and all other attributes are dropped', () => {
  const html =
    '<meta http-equiv="refresh" content="0;url=https://a.test"><img src=x onerror=alert(1)><p onclick="x()">Bonjour</p><svg><a href="https://a.test" ping="https://b.test">ici</a></svg>'
  const elements = flatten(parseRichText(html)).filter((node) => typeof node !== 'string')
  expect(elements.map(({ name }) => name)).toEqual(['p', 'a'])
  expect(Object.keys(elements[1] ?? {})).toEqual(['name', 'href', 'children'])
})

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  '//a.test',
  '/desk',
  '',
])('a link to %j leads nowhere', (href) => {
  expect(parseRichText(`<a href="${href}">ici</a>`)).toEqual([{ name: 'a', href: null, children: ['ici'] }])
})

test('any input becomes allowed elements of limited depth, quickly', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '</',
    '<p',
    '<a href="',
    '<!--',
    'x',
    ' ',
    '&',
    '&#',
    ';',
    '<script>',
    '<b>',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
      for (const node of flatten(parseRichText(parts.join(''))))
        expect(typeof node === 'string' || (richTextElements as readonly string[]).includes(node.name)).toBe(true)
    }),
  )
  const began = performance.now()
  for (const piece of ['<a "', '<b>', '<!--', "<a '", '&', '<a href="']) parseRichText(piece.repeat(25_000))
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(JSON.stringify(parseRichText('<b>'.repeat(1_000))).length).toBeLessThan(5_000)
})
