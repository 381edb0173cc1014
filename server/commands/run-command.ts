import { parseArgs } from 'node:util'
import { readEnv } from '../env.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { showProgress } from './progress.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { resetSecrets } from './reset-secrets.ts'
import { restore } from './restore.ts'

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

export type Terminal = {
  /** Environment that replaces this process's own. */
  environment?: Record<string, string | undefined>
  /** Interrupts the command, which cleans up. */
  signal: AbortSignal
  print: (line: string) => void
  printError: (line: string) => void
}

/** Runs a command by its arguments, and prints what it throws, without a stack. Resolves with the exit code. */
export async function runCommand(argv: string[], terminal: Terminal): Promise<number> {
  try {
    return await run(argv, terminal)
  } catch (error) {
    terminal.printError(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function run(argv: string[], { environment, signal, print, printError }: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
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
    printError(usage)
    return 2
  }
  const { report, clear } = showProgress(signal)
  const say = (line: string) => {
    clear()
    print(line)
  }
  try {
    const { files, encrypt, recipient, identity, unproven, 'without-key': withoutKey } = values
    const options = { files, encrypt, recipient, identity, unproven, withoutKey }
    return await command({ env: readEnv(environment), args, options, say, report })
  } finally {
    clear()
  }
}
