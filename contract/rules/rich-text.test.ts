import { expect, test } from 'vitest'
import { escapeHtml, textToHtml } from './rich-text.ts'

test('text is escaped for elements and for attributes', () => {
  expect(escapeHtml(`<b title="l'eau">& </b>`)).toBe('&lt;b title=&quot;l&#39;eau&quot;&gt;&amp; &lt;/b&gt;')
})

test('lines and paragraphs are kept, and nothing typed becomes markup', () => {
  expect(textToHtml('Pression : 1,4 bar\ngaz ouvert\n\n<b>Merci</b> & "à vite"')).toBe(
    '<p>Pression : 1,4 bar<br />gaz ouvert</p><p>&lt;b&gt;Merci&lt;/b&gt; &amp; &quot;à vite&quot;</p>',
  )
  expect(textToHtml('Bonjour,\r\n\r\n \r\nle compresseur fuit.\r\nMerci')).toBe(
    '<p>Bonjour,</p><p>le compresseur fuit.<br />Merci</p>',
  )
})

test('a final space before the next word is kept, blank lines around are not', () => {
  expect(textToHtml('\n  Je passe jeudi ')).toBe('<p>Je passe jeudi </p>')
  expect(textToHtml('Bonjour,\n\n')).toBe('<p>Bonjour,</p>')
  expect(textToHtml(' \n ')).toBe('')
})
