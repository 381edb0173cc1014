import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bucketAt } from './bucket.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('a silent service is given up after the timeout, even when memory is reclaimed meanwhile', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const folder = await mkdtemp(path.join(tmpdir(), 'guichet-bucket-'))
  await writeFile(path.join(folder, 'a'), 'pas encore')
  const bucket = bucketAt(`http://key:secret@127.0.0.1:${(silent.address() as AddressInfo).port}/files`, 2_000)
  const collecting = setInterval(collectGarbage, 200)
  try {
    const kept = bucket?.put('a'.repeat(64), path.join(folder, 'a'), 10)
    await expect(kept).rejects.toMatchObject({ statusCode: 503 })
  } finally {
    clearInterval(collecting)
    silent.close()
    await rm(folder, { recursive: true })
  }
})
