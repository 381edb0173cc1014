import fastify from 'fastify'
import { expect, test } from 'vitest'
import { refuseWhenOverloaded } from './overload.ts'

test('requests are refused while the event loop is late, and taken again afterwards', async () => {
  const app = fastify()
  refuseWhenOverloaded(app)
  app.get('/', async () => 'ok')
  const status = async () => (await app.inject('/')).statusCode
  expect(await status()).toBe(200)
  // Holds this thread, as a task that computes does.
  const block = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
  await expect
    .poll(
      () => {
        block()
        return status()
      },
      { timeout: 12_000, interval: 10 },
    )
    .toBe(503)
  await expect.poll(status, { timeout: 10_000 }).toBe(200)
  await app.close()
}, 30_000)
