import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { portalAddress, portalPaths, portalRoot } from '../contract/rules/page-addresses.ts'

const read = (file: string) => readFile(path.join(import.meta.dirname, '..', file), 'utf8')

test('the WordPress plugin links to the client’s page', async () => {
  expect(await read('wordpress/includes/elements.php')).toContain(`['server'] . '${portalAddress(portalPaths.list)}'`)
})

test('the client’s page names its icon below its own root', async () => {
  expect(await read('portal/index.html')).toContain(`href="${portalRoot}/icons/apple-touch-icon.png"`)
})
