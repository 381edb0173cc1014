import { afterAll, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { startSmtpSink } from '../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const { administrator, hire } = await testApp(
  { smtpUrl: sink.url, sender: 'desk@thermo.test', retrySeconds: 1 },
  'http://guichet.test',
)

test('a request for a link gets the same response in the same time for an unknown address', async () => {
  const agent = await hire('operator')
  const timed = async (email: string) => {
    const started = performance.now()
    expect(await administrator.call(api.session.askForLink, { body: { email } })).toBeUndefined()
    return performance.now() - started
  }
  const known = [await timed(agent.email), await timed(agent.email)]
  const unknown = [await timed('nobody@example.test'), await timed('nobody@example.test')]
  expect(Math.min(...known, ...unknown)).toBeGreaterThan(295)
  expect(Math.abs(Math.min(...known) - Math.min(...unknown))).toBeLessThan(25)
})
