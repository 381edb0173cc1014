import { parseArgs } from 'node:util'
import { backup } from './commands/backup.ts'
import type { Command } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { showProgress } from './commands/progress.ts'
import { resetSecondFactor } from './commands/reset-second-factor.ts'
import { restore } from './commands/restore.ts'
import { readEnv } from './env.ts'

const commands: Record<string, Command> = { backup, restore, doctor, 'reset-second-factor': resetSecondFactor }

const usage = `npm run cli -- COMMAND

  backup FILE        everything into one new file, while Guichet runs or not
                     --encrypt: with the passphrase in BACKUP_PASSPHRASE; --recipient age1…: for an age key
  restore FILE       a backup into an empty place: a new DATA_DIR, or an empty DATABASE_URL
                     an encrypted one with BACKUP_PASSPHRASE or --identity KEYFILE
  doctor [--files]   says of each thing whether it is as it must be; with --files, reads every file
  reset-second-factor EMAIL
                     lets an agent sign in without the second factor that they lost`

/** Ctrl-C lets a command clear up behind itself; a second one does not. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      files: { type: 'boolean', default: false },
      encrypt: { type: 'boolean', default: false },
      recipient: { type: 'string' },
      identity: { type: 'string' },
    },
  })
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
    const { files, encrypt, recipient, identity } = values
    return await command({ env: readEnv(), args, options: { files, encrypt, recipient, identity }, say, report })
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
