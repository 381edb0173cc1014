import fastify from 'fastify'
import { expect, test } from 'vitest'
import { refuseWhenOverloaded } from './overload.ts'

test('refuses requests while the event loop is late, and accepts them afterwards', async () => {
  const app = fastify()
  refuseWhenOverloaded(app)
  app.get('/', async () => 'ok')
  const status = async () => (await app.inject('/')).statusCode
  expect(await status()).toBe(200)
  // Blocks this thread like a long computation.
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
