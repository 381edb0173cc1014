import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'
import { load } from './load.ts'

/** Requests a second of the bare server on the machine for which the targets were set. */
export const referencePerSecond = 2_700

/** Measures how fast this machine is: requests a second of a bare server on the same database. */
export async function measureReference(url: string, seconds: number): Promise<number> {
  const port = await freePort()
  const program = path.join(import.meta.dirname, 'bare-server.ts')
  const server = spawn(process.execPath, [program, url, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(server.stdout, 'data')
    const next = () => ({ method: 'GET' as const, path: '/', cookie: '' })
    const scenario = { name: 'reference', target: 0, slowest: 0, samples: 0, next }
    return (await load(`http://127.0.0.1:${port}`, seconds, scenario)).perSecond
  } finally {
    server.kill()
    await once(server, 'exit')
  }
}
