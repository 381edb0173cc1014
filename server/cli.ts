import { parseArgs } from 'node:util'
import { backup } from './commands/backup.ts'
import type { Command } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { showProgress } from './commands/progress.ts'
import { resetSecondFactor } from './commands/reset-second-factor.ts'
import { resetSecrets } from './commands/reset-secrets.ts'
import { restore } from './commands/restore.ts'
import { readEnv } from './env.ts'

const commands: Record<string, Command> = {
  backup,
  restore,
  doctor,
  'reset-secrets': resetSecrets,
  'reset-second-factor': resetSecondFactor,
}

const usage = `npm run cli -- COMMAND

  backup FILE        everything into one new file, while Guichet runs or not
                     --encrypt: with the passphrase in BACKUP_PASSPHRASE; --recipient age1…: for an age key
  restore FILE       a backup into an empty place: a new DATA_DIR, or an empty DATABASE_URL
                     an encrypted one with BACKUP_PASSPHRASE or --identity KEYFILE
                     --without-key: when the key of its secrets is lost; --unproven: when it may have been altered
  doctor [--files]   says of each thing whether it is as it must be; with --files, reads every file
  reset-secrets      when the key of the secrets in the database is lost: lets Guichet start without them
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
      'without-key': { type: 'boolean', default: false },
      unproven: { type: 'boolean', default: false },
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
    const { files, encrypt, recipient, identity, unproven, 'without-key': withoutKey } = values
    const options = { files, encrypt, recipient, identity, unproven, withoutKey }
    return await command({ env: readEnv(), args, options, say, report })
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
