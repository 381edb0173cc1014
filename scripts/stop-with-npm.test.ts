import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const program = `
  import { stopWithNpm } from '${path.join(import.meta.dirname, 'stop-with-npm.ts')}'
  stopWithNpm()
  setInterval(() => {}, 1_000)
  process.on('SIGTERM', () => {
    console.log('stopped')
    process.exit()
  })
  console.log('started')`

test('a program that npm runs stops when the shell between them is ended', async () => {
  // The shell has another command after the program, so it cannot replace itself by it.
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module-typescript --eval "$PROGRAM"; exit'], {
    env: { ...process.env, NODE: process.execPath, PROGRAM: program, npm_lifecycle_event: 'dev' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: shell.stdout })
  expect(await once(lines, 'line')).toEqual(['started'])
  const told = once(lines, 'line')
  shell.kill('SIGTERM')
  expect(await told).toEqual(['stopped'])
})
