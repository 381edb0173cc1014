import { glob, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { output, root } from './builds.ts'
import { drawIcons } from './draw-icons.ts'
import { publishPlugin } from './wordpress/zip.ts'

/** Builds the desk, the client's page and the elements into dist/. */
const pages = [
  { folder: 'desk', configFile: 'vite.desk.config.ts' },
  { folder: 'portal', configFile: 'vite.portal.config.ts' },
  { folder: 'portal', configFile: 'vite.elements.config.ts' },
]

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

// Vitest, for example, sets another one, with which pages would contain development code.
process.env.NODE_ENV = 'production'
const start = performance.now()
console.log('Building the pages (the first time, and after an update)…')
for (const { folder, configFile } of pages)
  await build({ root: root + folder, configFile: root + configFile, logLevel: 'warn' })
await drawIcons()
await publishPlugin(`${output}elements/wordpress`)
console.log('Compressing its files…')
const files = await compressAll()
console.log(`The pages are built: ${files} files in ${((performance.now() - start) / 1000).toFixed(1)} s.`)

/** Compresses all files at build time, so that no request has to. */
async function compressAll(): Promise<number> {
  let count = 0
  for await (const file of glob('{desk,portal,elements}/**/*.{js,css,html,svg,json,webmanifest}', { cwd: output })) {
    const content = await readFile(output + file)
    await writeFile(`${output}${file}.br`, await brotli(content, options))
    await writeFile(`${output}${file}.gz`, await zip(content, { level: 9 }))
    count += 1
  }
  return count
}
