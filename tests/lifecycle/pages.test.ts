import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** Copies the sources of a server, and other named files, without builds and packages. */
async function copySources(...more: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'guichet-sources-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const name of ['server', 'contract', 'i18n', 'migrations', 'scripts', 'package.json', ...more])
    await cp(path.join(root, name), path.join(folder, name), { recursive: true })
  return folder
}

/** Runs a program of a folder to its end. Returns its exit code and output. */
async function run(folder: string, program: string) {
  const env = { PATH: process.env.PATH, DATA_DIR: path.join(folder, 'data'), PORT: '0' }
  const child = spawn(process.execPath, [program], { cwd: folder, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code, output }
}

test('the server refuses to start without built pages, before it touches the data', async () => {
  const folder = await copySources('dist/server')
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const { code, output } = await run(folder, 'dist/server/main.js')
  expect([code, output]).toEqual([1, expect.stringContaining('npm run build')])
  expect(existsSync(path.join(folder, 'data'))).toBe(false)
})

test('an earlier build is used where its builder is not installed', async () => {
  const folder = await copySources('dist')
  expect(await run(folder, 'scripts/build.ts')).toMatchObject({ code: 0 })
  await rm(path.join(folder, 'dist'), { recursive: true })
  const { code, output } = await run(folder, 'scripts/build.ts')
  expect([code, output]).toEqual([1, expect.stringContaining('npm ci')])
})
