import { api } from '../contract/index.ts'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'
import { administrator, callerOf, signIn } from './guichet.ts'
import { startLightGuichet } from './light-guichet.ts'
import { startSmtpSink } from './smtp-sink.ts'

/** Starts a Guichet whose mails arrive in a sink and lead back to it, with Karim, a technician. `by` is its administrator. */
export async function startMailingGuichet() {
  const sink = await startSmtpSink()
  const port = await freePort()
  const guichet = await startLightGuichet({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: sink.url,
    MAIL_FROM: 'sav@thermo.test',
  })
  const by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  const karim = { email: 'karim@thermo.test', password: administrator.password }
  await by.call(api.agents.create, { body: { name: 'Karim Benali', role: 'technician', ...karim } })
  return {
    base: guichet.base,
    sink,
    by,
    karim,
    async stop() {
      await guichet.stop()
      await sink.stop()
    },
  }
}
export type MailingGuichet = Awaited<ReturnType<typeof startMailingGuichet>>
