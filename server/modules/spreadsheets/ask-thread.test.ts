import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { askThread } from './ask-thread.ts'

const words = {
  late: () => new Error('late'),
  ended: () => new Error('ended'),
  failed: (error: Error) => new Error(`failed: ${error.message}`),
}
const threadThat = (code: string) =>
  new Worker(`const { parentPort } = require('node:worker_threads')\n${code}`, { eval: true })

test('a thread that fails between two questions fails the next one', async () => {
  const worker = threadThat(`parentPort.postMessage('first'); setTimeout(() => { throw new Error('broken') }, 10)`)
  const exited = new Promise((resolve) => worker.once('exit', resolve))
  const thread = askThread<string>(worker, 10_000, words)
  expect(await thread.next()).toBe('first')
  await exited
  await expect(thread.next()).rejects.toThrow('failed: broken')
})

test('a thread that ends, or says nothing for too long, fails the question', async () => {
  await expect(askThread(threadThat('process.exit()'), 10_000, words).next()).rejects.toThrow('ended')
  const silent = threadThat('setInterval(() => {}, 1_000)')
  await expect(askThread(silent, 50, words).next()).rejects.toThrow('late')
  await silent.terminate()
})
