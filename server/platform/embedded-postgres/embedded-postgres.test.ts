import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { resolveDataDir } from './data-dir.ts'
import {
  beginQuery,
  createFolder,
  createUsedFolder,
  killProcess,
  queryFirstColumn,
  removeUsedFolder,
  startAnotherGuichetOn,
  startPostgresOn,
} from './embedded-postgres.fixtures.ts'
import { findPostgresOn } from './find-postgres.ts'
import { findRunningPostgres } from './find-running-postgres.ts'
import { runCommand } from './run-command.ts'
import { isRoot, requireSystemUser } from './system-user.ts'

vi.setConfig({ testTimeout: 30_000 })
afterAll(removeUsedFolder)

const files = (dataDir: string) => path.join(dataDir, 'postgres', 'cluster')
const tenSeconds = 10_000

describe('the first start', () => {
  test('creates a UTF-8 database with checksums, and the next start finds its data', async () => {
    const dataDir = await createFolder()
    const first = await startPostgresOn(dataDir)
    expect(await queryFirstColumn(first.url, `select upper('é') || current_setting('data_checksums')`)).toEqual(['Éon'])
    await queryFirstColumn(first.url, `create table note as select 'kept' as word`)
    await first.stop()

    const second = await startPostgresOn(dataDir)
    expect(await queryFirstColumn(second.url, 'select word from note')).toEqual(['kept'])
  })

  test('stores the password where only its owner can read it, and never runs as root', async () => {
    const dataDir = await createFolder()
    await startPostgresOn(dataDir)
    const { mode } = await stat(path.join(dataDir, 'postgres', 'password'))
    expect(mode & 0o777).toBe(0o600)
    const [postmaster] = await findPostgresOn(files(dataDir))
    expect(await ownerOf(postmaster)).not.toBe('root')
  })

  test('starts over after an interruption by kill -9', async () => {
    const dataDir = await createFolder()
    const interrupted = startAnotherGuichetOn(dataDir)
    const inTheMiddle = () => expect(globSync(`${dataDir}/*draft*/cluster/PG_VERSION`)).toHaveLength(1)
    await vi.waitFor(inTheMiddle, { timeout: 5000, interval: 10 })
    await killProcess(interrupted.process)

    const { url } = await startPostgresOn(dataDir)
    expect(await queryFirstColumn(url, 'select 1')).toEqual([1])
    expect(await readdir(dataDir)).not.toContainEqual(expect.stringContaining('draft'))
  })

  test('uses a free loopback port when the socket path would be too long', async () => {
    const dataDir = path.join(await createFolder(), 'a-long-name-'.repeat(8))
    const { url } = await startPostgresOn(dataDir)
    expect(url).not.toContain('host=')
    expect(await queryFirstColumn(url, `select inet_server_addr() <<= '127.0.0.0/8'`)).toEqual([true])
  })
})

describe('a second Guichet on the same folder', () => {
  test('is refused with the id of the first, while a command finds the first one’s database', async () => {
    const dataDir = await createUsedFolder()
    expect(await findRunningPostgres(dataDir)).toBeNull()
    const first = startAnotherGuichetOn(dataDir)
    const url = await first.url
    await expect(startPostgresOn(dataDir)).rejects.toThrow(`(process ${first.process.pid}, since `)
    expect(await findRunningPostgres(dataDir)).toBe(url)
    await killProcess(first.process)
    await startPostgresOn(dataDir) // Stops the orphan.
  })
})

describe('after a kill -9', () => {
  test('of Guichet, the next start stops the orphan and finds all committed data', async () => {
    const dataDir = await createUsedFolder()
    const killed = startAnotherGuichetOn(dataDir)
    await queryFirstColumn(await killed.url, `create table note as select 'kept' as word`)
    await killProcess(killed.process)
    const orphans = await findPostgresOn(files(dataDir))
    expect(orphans).not.toEqual([])

    const start = performance.now()
    const { url, lines } = await startPostgresOn(dataDir)
    expect(performance.now() - start).toBeLessThan(tenSeconds)
    expect(await queryFirstColumn(url, 'select word from note')).toEqual(['kept'])
    expect(lines).toEqual([expect.stringContaining('left running')])
    expect(await findPostgresOn(files(dataDir))).not.toEqual(expect.arrayContaining(orphans.slice(0, 1)))
  })

  test('of Guichet and PostgreSQL during a query, the next start succeeds', async () => {
    const dataDir = await createUsedFolder()
    const killed = startAnotherGuichetOn(dataDir)
    const url = await killed.url
    await queryFirstColumn(url, `create table note as select 'kept' as word`)
    const busy = await beginQuery(url, 'select count(*) from generate_series(1, 1000000000)')
    await killProcess(killed.process)
    process.kill(await postmasterOf(dataDir), 'SIGKILL')

    const start = performance.now()
    const next = await startPostgresOn(dataDir)
    expect(performance.now() - start).toBeLessThan(tenSeconds)
    expect(await queryFirstColumn(next.url, 'select word from note')).toEqual(['kept'])
    expect(await busy.end).toBe('cut')
  })

  test('of PostgreSQL alone, it restarts at the same address', async () => {
    const dataDir = await createUsedFolder()
    const { url, lines } = await startPostgresOn(dataDir)
    process.kill(await postmasterOf(dataDir), 'SIGKILL')
    await vi.waitFor(() => expect(lines).toContain('PostgreSQL answers again'), tenSeconds)
    expect(await queryFirstColumn(url, 'select 1')).toEqual([1])
  })

  test('a program that got the pid of the dead PostgreSQL is not killed', async () => {
    const dataDir = await createUsedFolder()
    await (await startPostgresOn(dataDir)).stop()
    const bystander = spawn('sleep', ['60'], { ...(await requireSystemUser()), stdio: 'ignore' })
    onTestFinished(() => void bystander.kill())
    await writeFile(path.join(files(dataDir), 'postmaster.pid'), `${bystander.pid}\n${files(dataDir)}\n`)

    const { url } = await startPostgresOn(dataDir)
    expect(await queryFirstColumn(url, 'select 1')).toEqual([1])
    expect(bystander.exitCode).toBeNull()
  })
})

describe('stopping', () => {
  test('waits for PostgreSQL to end, whatever its sessions do', async () => {
    const dataDir = await createUsedFolder()
    const { url, stop } = await startPostgresOn(dataDir)
    const busy = await beginQuery(url, 'select pg_sleep(60)')
    await stop()
    expect(await findPostgresOn(files(dataDir))).toEqual([])
    expect(await busy.end).toBe('cut')
    expect(await findRunningPostgres(dataDir)).toBeNull()
  })
})

describe.runIf(isRoot())('as root', () => {
  describe('in a folder that a system user cannot enter, such as /root or one made by mktemp', () => {
    const aClosedFolder = async () => mkdtemp(path.join(await createFolder(), 'closed-'))

    test('PostgreSQL runs, and the folder stays closed', async () => {
      const dataDir = path.join(await aClosedFolder(), 'data')
      const { url, stop } = await startPostgresOn(dataDir)
      await queryFirstColumn(url, `create table note as select 'kept' as word`)
      expect((await stat(path.dirname(dataDir))).mode & 0o777).toBe(0o700)
      expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
      const [postmaster] = await findPostgresOn(files(dataDir))
      expect(await ownerOf(postmaster)).not.toBe('root')
      await stop()
      const again = await startPostgresOn(dataDir)
      expect(await queryFirstColumn(again.url, 'select word from note')).toEqual(['kept'])
    })

    test('the next starts succeed after a kill -9 of Guichet and its PostgreSQL', async () => {
      const dataDir = await aClosedFolder()
      for (const withPostgres of [false, true]) {
        const killed = startAnotherGuichetOn(dataDir)
        await queryFirstColumn(await killed.url, `create table note_${withPostgres} as select 'kept' as word`)
        await killProcess(killed.process)
        if (withPostgres) process.kill(await postmasterOf(dataDir), 'SIGKILL')
        const start = performance.now()
        const next = await startPostgresOn(dataDir)
        expect(performance.now() - start).toBeLessThan(tenSeconds)
        expect(await queryFirstColumn(next.url, `select word from note_${withPostgres}`)).toEqual(['kept'])
        await next.stop()
      }
      expect(await findPostgresOn(files(dataDir))).toEqual([])
    })

    test('PostgreSQL restarts after dying, and checkpoints and sorts on disk find their files', async () => {
      const dataDir = await aClosedFolder()
      const { url, lines } = await startPostgresOn(dataDir)
      process.kill(await postmasterOf(dataDir), 'SIGKILL')
      await vi.waitFor(() => expect(lines).toContain('PostgreSQL answers again'), tenSeconds)
      await queryFirstColumn(
        url,
        `create table big as select n, repeat('x', 200) as filler from generate_series(1, 100000) n`,
      )
      expect(
        await queryFirstColumn(
          url,
          'select count(*)::int from (select n from big order by filler, n offset 99999) last',
        ),
      ).toEqual([1])
      await queryFirstColumn(url, 'checkpoint')
      await queryFirstColumn(url, 'vacuum full big')
    })
  })

  test('a database that belongs to root, as after a restored copy, is given back to the system user', async () => {
    const dataDir = await createUsedFolder()
    await runCommand('chown', ['-R', '0:0', dataDir])
    const { url } = await startPostgresOn(dataDir)
    expect(await queryFirstColumn(url, 'select 1')).toEqual([1])
  })

  test('each clone has its own data outside the clone without DATA_DIR', async () => {
    const [one, other] = [await createFolder(), await createFolder()]
    expect(resolveDataDir(null, one)).toMatch(/^\/var\/lib\/guichet\//)
    expect(resolveDataDir(null, one)).not.toBe(resolveDataDir(null, other))
  })
})

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(files(dataDir), 'postmaster.pid'), 'utf8'), 10)
}

async function ownerOf(pid: number | undefined): Promise<string> {
  return (await runCommand('ps', ['-o', 'user=', '-p', String(pid)])).trim()
}
