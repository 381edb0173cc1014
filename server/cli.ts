import { parseArgs } from 'node:util'
import { backup } from './commands/backup.ts'
import type { Command } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { showProgress } from './commands/progress.ts'
import { restore } from './commands/restore.ts'
import { readEnv } from './env.ts'

const commands: Record<string, Command> = { backup, restore, doctor }

const usage = `npm run cli -- COMMAND

  backup FILE        everything into one new file, while Guichet runs or not
  restore FILE       a backup into an empty place: a new DATA_DIR, or an empty DATABASE_URL
  doctor [--files]   says of each thing whether it is as it must be; with --files, reads every file`

/** Ctrl-C lets a command clear up behind itself; a second one does not. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { files: { type: 'boolean' } } })
  const [name = '', ...args] = positionals
  const command = commands[name]
  if (!command) {
    console.error(usage)
    return 2
  }
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interrupted.abort(new Error('Interrupted.')))
  const { report, clear } = showProgress(interrupted.signal)
  const say = (line: string) => {
    clear()
    console.log(line)
  }
  try {
    return await command({ env: readEnv(), args, files: values.files ?? false, say, report })
  } finally {
    clear()
  }
}

run().then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
