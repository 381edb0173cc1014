import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root, under } from './sources.ts'

/** Spaces outside of the scale: the room for what is laid over a field, and the distance of dialogs from the top. */
const ownSpaces = [
  'desk/features/shell/search-box.module.css: padding-right: 44px',
  'ui/dialog.module.css: padding: 64px',
  'ui/password-field.module.css: padding-right: 86px',
]

test('sizes of text, space and corners come from the scale, and are written nowhere else', async () => {
  // Limits of a computed size, and what stands beside an icon of a known size, are no sizes of their own.
  const computed = /(?:calc|clamp)\((?:[^()]|\([^()]*\))*\)/g
  const text = /(?:font-size|border[a-z-]*-radius): [^;]*[1-9][\d.]*(?:px|r?em|%)|font: [^;/]*\d(?:px|r?em)/g
  // A hairline, below 2px, is part of what it surrounds.
  const space =
    /(?<![-\w])(?:margin|padding|(?:row-|column-)?gap)[a-z-]*: [^;]*(?<![\w.])(?:[2-9]|\d\d)[\d.]*(?:px|r?em)/g
  const written: string[] = []
  for await (const file of glob('{desk,ui}/**/*.css', { cwd: root })) {
    const sheet = (await readFile(path.join(root, file), 'utf8')).replaceAll(computed, '')
    if (file !== 'ui/scale.css')
      written.push(...[text, space].flatMap((size) => sheet.match(size) ?? []).map((line) => `${file}: ${line}`))
  }
  expect(written.sort()).toEqual(ownSpaces)
})

test('no separator begins a line: facts are joined by the dot that stays with the one before', () => {
  const isTitle = /useDocumentTitle|\btitle = /
  const loose = [...under('desk/'), ...under('portal/')].flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => / ·/.test(line) && !isTitle.test(line) && !/^\s*\/?\*/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(loose).toEqual([])
})
