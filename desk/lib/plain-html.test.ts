import { expect, test } from 'vitest'
import { htmlOf, isBlank, textOf } from './plain-html.ts'

test('lines and paragraphs are kept, and nothing typed becomes markup', () => {
  expect(htmlOf('Pression : 1,4 bar\ngaz ouvert\n\n<b>Merci</b> & "à vite"')).toBe(
    '<p>Pression : 1,4 bar<br>gaz ouvert</p><p>&lt;b&gt;Merci&lt;/b&gt; &amp; &quot;à vite&quot;</p>',
  )
})

test('a space that the next word waits for is kept, blank lines around are not', () => {
  expect(htmlOf('\n  Je passe jeudi ')).toBe('<p>Je passe jeudi </p>')
  expect(htmlOf('Bonjour,\n\n')).toBe('<p>Bonjour,</p>')
  expect(htmlOf(' \n ')).toBe('')
})

test('empty paragraphs are blank', () => {
  for (const html of ['', '<p></p>', '<p> <br></p>', '<p>&nbsp;</p>']) expect(isBlank(html)).toBe(true)
  expect(isBlank('<p>a</p>')).toBe(false)
})

test('rich text is read back as the lines that were typed', () => {
  const typed = 'Pression : 1,4 bar\ngaz ouvert\n\n<b>Merci</b> & "à vite"'
  expect(textOf(htmlOf(typed))).toBe(typed)
  expect(textOf('<ul><li><p>un</p></li><li><p><strong>deux</strong></p></li></ul>')).toBe('un\n\ndeux')
})
