import { expect, test } from 'vitest'
import { textToHtml } from '../../contract/rules/rich-text.ts'
import { isBlank, textOf } from './plain-html.ts'

test('empty paragraphs are blank', () => {
  for (const html of ['', '<p></p>', '<p> <br></p>', '<p>&nbsp;</p>']) expect(isBlank(html)).toBe(true)
  expect(isBlank('<p>a</p>')).toBe(false)
})

test('rich text is read back as the lines that were typed', () => {
  const typed = 'Pression : 1,4 bar\ngaz ouvert\n\n<b>Merci</b> & "à vite"'
  expect(textOf(textToHtml(typed))).toBe(typed)
  expect(textOf('<ul><li><p>un</p></li><li><p><strong>deux</strong></p></li></ul>')).toBe('un\n\ndeux')
})
