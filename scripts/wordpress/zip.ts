import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { frenchFiles, template } from './translations.ts'

const root = path.resolve(import.meta.dirname, '../..')
const plugin = path.join(root, 'wordpress')
const poFile = 'languages/guichet-fr_FR.po'

/** Placeholder of the version in the sources. */
const versionToCome = '0.0.0'

/**
 * npm run wordpress:zip: dist/guichet-wordpress-VERSION.zip, ready for WordPress's upload form, the same bytes for the
 * same sources. Returns its path.
 */
export async function buildWordpressZip(): Promise<string> {
  const { version, bytes } = await packPlugin()
  const zip = path.join(root, 'dist', `guichet-wordpress-${version}.zip`)
  await mkdir(path.dirname(zip), { recursive: true })
  await writeFile(zip, bytes)
  return zip
}

/** Writes the plugin and its update information into the folder that Guichet serves. */
export async function publishPlugin(folder: string): Promise<void> {
  const { version, bytes } = await packPlugin()
  const readme = await readFile(path.join(plugin, 'readme.txt'), 'utf8')
  const stated = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(readme)?.[1]
  const update = { version, requires: stated('Requires at least'), requires_php: stated('Requires PHP') }
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'guichet.zip'), bytes)
  await writeFile(path.join(folder, 'update.json'), JSON.stringify({ ...update, tested: stated('Tested up to') }))
}

async function packPlugin(): Promise<{ version: string; bytes: Uint8Array }> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const sources = await readSources()
  const files = new Map<string, Uint8Array>()
  for (const [file, text] of sources) files.set(file, encoded(text.replaceAll(versionToCome, version)))
  for (const [name, bytes] of frenchFiles(sources, sources.get(poFile) ?? '')) files.set(`languages/${name}`, bytes)
  files.set('LICENSE', encoded(await readFile(path.join(root, 'LICENSE'), 'utf8')))
  files.set('languages/guichet.pot', template(sources, version))
  return { version, bytes: packed(files) }
}

async function readSources(): Promise<Map<string, string>> {
  const names: string[] = []
  for await (const entry of glob('**/*.{php,js,json,txt,po}', { cwd: plugin })) names.push(entry.replaceAll('\\', '/'))
  const sources = new Map<string, string>()
  for (const name of names.sort()) sources.set(name, await readFile(path.join(plugin, name), 'utf8'))
  return sources
}

/** One date for all files, in the local time that zip files are written in. */
function packed(files: Map<string, Uint8Array>): Uint8Array {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const zippable: Zippable = {}
  for (const [name, bytes] of entries) zippable[`guichet/${name}`] = [bytes, { os: 3, attrs: 0o100644 << 16 }]
  return zipSync(zippable, { level: 9, mtime: new Date(2000, 0, 1) })
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

if (import.meta.main) console.log(path.relative(root, await buildWordpressZip()))
