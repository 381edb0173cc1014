import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The project's folder, and that of everything built, each with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url))
export const output = fileURLToPath(new URL('../dist/', import.meta.url))

/** Part of dist/: the program that builds it, patterns of its sources, and a file that exists once it was built. */
type Build = { program: string; sources: string[]; result: string }

const parts = {
  pages: {
    program: 'build-pages.ts',
    sources: [
      '{browser,desk,portal,ui,contract,i18n}/**/*',
      '{vite.desk.config,vite.portal.config,vite.elements.config,scripts/{chunk-groups,draw-icons}}.ts',
      'wordpress/**/*',
      'scripts/wordpress/{zip,translations}.ts',
      'package-lock.json',
    ],
    result: 'desk/index.html',
  },
  server: {
    program: 'build-server.ts',
    sources: ['{server,contract,i18n}/**/*', 'scripts/build-server.ts', 'package-lock.json'],
    result: 'server/main.js',
  },
} satisfies Record<string, Build>

export type Part = keyof typeof parts

/**
 * Builds the parts of dist/ that were never built or whose sources changed since. Where the builder is not installed
 * (`npm ci --omit=dev`), an earlier build stays. Throws when there is nothing, or when a build fails.
 */
export async function buildWhenNeeded(...wanted: Part[]): Promise<void> {
  const names = wanted.length > 0 ? wanted : (Object.keys(parts) as Part[])
  for (const name of names) await buildPart(name)
}

async function buildPart(name: Part): Promise<void> {
  const { program, result } = parts[name]
  const state = await stateOfSources(name)
  if ((await readFile(markOf(name), 'utf8').catch(() => null)) === state) return
  if (!(await isBuilderInstalled())) {
    if (!existsSync(output + result))
      throw new Error(
        `Guichet's ${name} must be built, and what builds them is not installed. Run "npm ci" without --omit=dev, or bring dist/ from where "npm run build" made it.`,
      )
    return console.log(`Guichet's ${name}: as it was built before, for what builds it is not installed.`)
  }
  const builder = spawn(process.execPath, [`${root}scripts/${program}`], { stdio: 'inherit' })
  const [code] = await once(builder, 'exit')
  if (code !== 0) throw new Error(`Guichet's ${name} could not be built: the reason is above.`)
  await writeFile(markOf(name), state)
}

/** Tells whether every development package is there: Vite alone comes with others. */
async function isBuilderInstalled(): Promise<boolean> {
  const { devDependencies } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  return Object.keys(devDependencies).every((name) => existsSync(`${root}node_modules/${name}`))
}

/** Returns the file that holds the state of the sources from which a part was built. */
const markOf = (name: Part) => `${output}.built-from.${name}`

/** Returns a text that changes with any source of a part. */
async function stateOfSources(name: Part): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob(parts[name].sources, { cwd: root })) files.push(file)
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(root + file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}
