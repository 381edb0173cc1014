import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openApp } from '../server/app.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { migrate } from '../server/platform/migrate.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { rowTypes } from './row-types.ts'

/**
 * npm run gen: generates files from a migrated database and from the contract. With --check, writes nothing and fails
 * when a file is outdated.
 */
const checkOnly = process.argv.includes('--check')
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

const dataDir = await makeDataDir()
const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
try {
  await migrate(postgres.url)
  const made = [
    { file: 'server/rows.gen.ts', content: await rowTypes(postgres.url) },
    { file: 'docs/openapi.json', content: await openapi(postgres) },
  ]
  const stale: string[] = []
  for (const { file, content } of made) {
    const before = await readFile(at(file), 'utf8').catch(() => '')
    if (before === content) continue
    stale.push(file)
    if (!checkOnly) await writeFile(at(file), content)
  }
  for (const file of stale) console.log(`${checkOnly ? 'Out of date, run npm run gen' : 'Written'}: ${file}`)
  if (checkOnly && stale.length > 0) process.exitCode = 1
} finally {
  await postgres.stop()
  await removeDataDir(dataDir)
}

async function openapi({ url, dataDir }: EmbeddedPostgres): Promise<string> {
  const app = await openApp({
    databaseUrl: url,
    dataDir,
    alone: true,
    logLevel: 'silent',
    publicUrl: undefined,
    trustedProxies: [],
  })
  try {
    await app.http.ready()
    const description = app.http.swagger()
    return `${JSON.stringify(description, null, 2)}\n`
  } finally {
    await app.close()
  }
}
