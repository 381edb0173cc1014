import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { receiveMessages } from './thread-messages.ts'

const errors = {
  late: () => new Error('late'),
  ended: () => new Error('ended'),
  failed: (error: Error) => new Error(`failed: ${error.message}`),
}
const threadThat = (code: string) =>
  new Worker(`const { parentPort } = require('node:worker_threads')\n${code}`, { eval: true })

test('a thread that fails between two questions rejects the next one', async () => {
  const worker = threadThat(`parentPort.postMessage('first'); setTimeout(() => { throw new Error('broken') }, 10)`)
  const exited = new Promise((resolve) => worker.once('exit', resolve))
  const thread = receiveMessages<string>(worker, 10_000, errors)
  expect(await thread.next()).toBe('first')
  await exited
  await expect(thread.next()).rejects.toThrow('failed: broken')
})

test('a thread that exits or takes too long rejects the question', async () => {
  await expect(receiveMessages(threadThat('process.exit()'), 10_000, errors).next()).rejects.toThrow('ended')
  const silent = threadThat('setInterval(() => {}, 1_000)')
  await expect(receiveMessages(silent, 50, errors).next()).rejects.toThrow('late')
  await silent.terminate()
})
