import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export type Source = { file: string; text: string; imports: string[] }

/** Reads every source file with its imports: package names, or paths from the root. */
export async function readSources(folders: string): Promise<Source[]> {
  const sources: Source[] = []
  for await (const file of glob(`${folders}/**/*.{ts,tsx}`, { cwd: root })) {
    const text = await readFile(path.join(root, file), 'utf8')
    const specifiers = [...text.matchAll(/(?:^|[\s;}])(?:from|import)[\s(]*'([^'\n]+)'/g)].map(
      (match) => match[1] ?? '',
    )
    const imports = specifiers.map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name))
    sources.push({ file, text, imports })
  }
  return sources
}

export const sources = await readSources('{browser,contract,desk,i18n,portal,server,ui}')
const isTest = ({ file }: Source) => /\.(test|fixtures)\.tsx?$/.test(file)
export const production = sources.filter((source) => !isTest(source))
export const under = (folder: string) => production.filter(({ file }) => file.startsWith(folder))
export const isLocal = (name: string) => /^(browser|contract|desk|i18n|portal|server|ui|scripts|tests)\//.test(name)

/** Lists “file → import” for each import that the rule forbids. */
export const offences = (of: Source[], forbidden: (imported: string, source: Source) => boolean) =>
  of.flatMap((source) =>
    source.imports.filter((name) => forbidden(name, source)).map((name) => `${source.file} → ${name}`),
  )

/** Returns the module of the server that a file belongs to. */
export const moduleOf = (file: string) => /^server\/modules\/([^/]+)\//.exec(file)?.[1]
