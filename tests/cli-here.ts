import { runCommand } from '../server/commands/run-command.ts'
import type { CliEnvironment } from './cli.ts'

/** Runs a command of `npm run cli` in this process, as runCli() does in another, which takes a second to start. */
export async function runCliHere(environment: CliEnvironment, ...args: string[]) {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  const { signal } = new AbortController()
  const code = await runCommand(args, { environment, signal, print, printError: print })
  return { code, output: lines.join('\n') }
}
