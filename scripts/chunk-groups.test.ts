import { expect, test } from 'vitest'
import { root } from './builds.ts'
import { listUnused, toCodeSplitting } from './chunk-groups.ts'

const groups = [{ name: 'form', of: ['portal/form/', 'vite/preload-helper'], but: ['portal/form/preview'] }]
const build = [`${root}portal/form/form.tsx`, `${root}portal/form/preview.tsx`, '\0vite/preload-helper.js']

test('a group contains the modules that it names, without its exceptions', () => {
  const [form] = toCodeSplitting(groups)
  expect(build.map((id) => form?.test(id))).toEqual([true, false, true])
})

test('a path that begins no module of the build is reported', () => {
  expect(listUnused(groups, build)).toEqual([])
  expect(listUnused(groups, [`${root}portal/form/form.tsx`])).toEqual(['vite/preload-helper', 'portal/form/preview'])
})
