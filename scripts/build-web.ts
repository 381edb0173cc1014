import { createHash } from 'node:crypto'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { drawIcons } from './draw-icons.ts'
import { publishPlugin } from './wordpress/zip.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const output = fileURLToPath(new URL('../dist/', import.meta.url))
const mark = `${output}.built-from`
const sources = [
  '{browser,client,web,ui,contract,i18n}/**/*',
  '{vite.config,vite.portal.config,vite.elements.config,scripts/draw-icons,scripts/light-contract}.ts',
  'wordpress/**/*',
  'scripts/wordpress/{zip,translations}.ts',
  'package-lock.json',
]
const pages = [
  { folder: 'web', configFile: 'vite.config.ts' },
  { folder: 'client', configFile: 'vite.portal.config.ts' },
  { folder: 'client', configFile: 'vite.elements.config.ts' },
]

/** Builds the desk and the client's page when they were never built or their sources changed since; says what it does. */
export async function buildWebWhenNeeded(say: (line: string) => void): Promise<void> {
  const state = await stateOfSources()
  const builtFrom = await readFile(mark, 'utf8').catch(() => null)
  if (builtFrom === state) return
  const start = performance.now()
  say('Building the pages (the first time, and after an update)…')
  const { build } = await import('vite')
  for (const { folder, configFile } of pages)
    await build({ root: root + folder, configFile: root + configFile, logLevel: 'warn' })
  await drawIcons()
  await publishPlugin(`${output}elements/wordpress`)
  say('Compressing its files…')
  const files = await compressAll()
  await writeFile(mark, state)
  say(`The pages are built: ${files} files in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
}

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob(sources, { cwd: root })) files.push(file)
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(root + file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

/** Once at build time, so that no request pays for it. */
async function compressAll(): Promise<number> {
  let count = 0
  for await (const file of glob('**/*.{js,css,html,svg,json,webmanifest}', { cwd: output })) {
    const content = await readFile(output + file)
    await writeFile(`${output}${file}.br`, await brotli(content, options))
    await writeFile(`${output}${file}.gz`, await zip(content, { level: 9 }))
    count += 1
  }
  return count
}

if (import.meta.main) await buildWebWhenNeeded(console.log)
