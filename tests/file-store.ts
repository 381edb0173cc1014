import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'

const root = path.resolve(import.meta.dirname, '..')
const ending = '._S3rver_object'

/** Starts an S3 service in a process of its own, with an empty bucket for each name. */
export async function startFileStore(...buckets: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'guichet-s3-'))
  const port = await freePort()
  const program = path.join(root, 'node_modules/s3rver/bin/s3rver.js')
  const args = ['-s', '-d', folder, '-a', '127.0.0.1', '-p', String(port)]
  const child = spawn(process.execPath, [
    program,
    ...args,
    ...buckets.flatMap((bucket) => ['--configure-bucket', bucket]),
  ])
  const ended = once(child, 'exit')
  while (!(await fetch(`http://127.0.0.1:${port}`).catch(() => null))) {
    if (child.exitCode !== null) throw new Error('The file store did not start')
    await delay(50)
  }
  return {
    /** Returns the value of S3_URL for a bucket. */
    addressOf: (bucket: string) => `http://S3RVER:S3RVER@127.0.0.1:${port}/${bucket}`,
    /** Lists the names of a bucket's objects. */
    async held(bucket: string): Promise<string[]> {
      const names = await readdir(path.join(folder, bucket), { recursive: true })
      return names.filter((name) => name.endsWith(ending)).map((name) => path.basename(name, ending))
    },
    /** Returns the path of a file in the service's own folder. */
    bytesOf: (bucket: string, sha256: string) =>
      path.join(folder, bucket, 'files', sha256.slice(0, 2), `${sha256}${ending}`),
    /** Stops responding, with its port open. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
