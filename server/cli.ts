import { runCommand } from './commands/run-command.ts'

/** Ctrl-C lets a command clean up; a second one ends it at once. */
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interrupted.abort(new Error('Interrupted.')))

process.exitCode = await runCommand(process.argv.slice(2), {
  signal: interrupted.signal,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
})
