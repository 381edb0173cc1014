import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { root } from '../builds.ts'

export type KeptServer = {
  /** Resolves with the port of the newest server once it listens; rejects when it could not start. */
  port: () => Promise<number>
  stop: () => Promise<void>
}

const watched = ['server', 'contract', 'i18n', 'migrations']
/** Milliseconds that an editor may need to write several files. */
const settleMs = 50

/** Runs the server, and a new one at each change of its sources, while the old one finishes its requests. */
export function keepServer(environment: { DATABASE_URL: string; DATA_DIR: string }): KeptServer {
  let current = start(environment)
  let timer: NodeJS.Timeout | undefined
  const watchers = watched.map((folder) =>
    watch(root + folder, { recursive: true }, (_, file) => {
      if (file === null || !/\.(ts|sql)$/.test(file) || /\.test\.ts$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        console.log(`${folder}/${file} changed: restarting the server…`)
        finish(current.child)
        current = start(environment)
      }, settleMs)
    }),
  )
  return {
    async port() {
      for (;;) {
        const asked = current
        const port = await asked.port.catch((error) => {
          if (asked === current) throw error
        })
        if (port !== undefined) return port
      }
    },
    async stop() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      await finish(current.child)
    },
  }
}

function start(environment: { DATABASE_URL: string; DATA_DIR: string }) {
  const since = performance.now()
  const child = fork(`${root}scripts/dev/server.ts`, {
    env: {
      NODE_COMPILE_CACHE: `${root}node_modules/.cache/node-compile`,
      LOG_LEVEL: 'warn',
      ...process.env,
      ...environment,
    },
  })
  const port = Promise.race([
    once(child, 'message').then(([listening]) => {
      console.log(`The server is ready, after ${Math.round(performance.now() - since)} ms.`)
      return listening as number
    }),
    once(child, 'exit').then(() => Promise.reject(new Error('The server could not start: see the terminal.'))),
  ])
  port.catch(() => {}) // Each request gets the error.
  return { child, port }
}

/** Asks a server to finish its requests, and kills it when that takes long. */
async function finish(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  if (child.connected) child.disconnect()
  await ended
  clearTimeout(timer)
}
