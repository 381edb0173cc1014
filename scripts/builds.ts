import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The project's folder, and that of the built pages, each with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url))
export const output = fileURLToPath(new URL('../dist/', import.meta.url))

const mark = `${output}.built-from`
const sources = [
  '{browser,desk,portal,ui,contract,i18n}/**/*',
  '{vite.desk.config,vite.portal.config,vite.elements.config,scripts/{chunk-groups,draw-icons}}.ts',
  'wordpress/**/*',
  'scripts/wordpress/{zip,translations}.ts',
  'package-lock.json',
]

/**
 * Builds the desk and the client's page when they were never built or their sources changed since. Where the builder is not
 * installed (`npm ci --omit=dev`), pages that were built before are left as they are. Throws when there are none, or when
 * the build fails.
 */
export async function buildPagesWhenNeeded(): Promise<void> {
  if (await areBuiltFrom(await stateOfSources())) return
  if (!(await isBuilderInstalled())) {
    if (!existsSync(`${output}desk/index.html`))
      throw new Error(
        'The pages are not built, and what builds them is not installed. Run "npm ci" without --omit=dev, or bring dist/ from where "npm run build" made it.',
      )
    return console.log('The pages are served as they were built: what builds them is not installed.')
  }
  const builder = spawn(process.execPath, [`${root}scripts/build-pages.ts`], { stdio: 'inherit' })
  const [code] = await once(builder, 'exit')
  if (code !== 0) throw new Error('The pages could not be built: the reason is above.')
}

/** Tells whether every development package is there: Vite alone comes with others. */
async function isBuilderInstalled(): Promise<boolean> {
  const { devDependencies } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  return Object.keys(devDependencies).every((name) => existsSync(`${root}node_modules/${name}`))
}

/** Whether the pages were built from sources in this state. */
export async function areBuiltFrom(state: string): Promise<boolean> {
  return (await readFile(mark, 'utf8').catch(() => null)) === state
}

/** Notes from what state of the sources the pages were built. */
export async function noteBuiltFrom(state: string): Promise<void> {
  await writeFile(mark, state)
}

/** Returns a text that changes with any source of the pages. */
export async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob(sources, { cwd: root })) files.push(file)
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(root + file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}
