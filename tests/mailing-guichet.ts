import { api } from '../contract/index.ts'
import { freePort } from '../server/platform/embedded-postgres/endpoint.ts'
import { makeDataDir, removeDataDir } from './data-dir.ts'
import { administrator, callerOf, signIn, startGuichet } from './guichet.ts'
import { startSmtpSink } from './smtp-sink.ts'

/** A whole Guichet whose mails arrive in a sink and lead back to it, with Karim, a technician. `by` is its administrator. */
export async function startMailingGuichet() {
  const dataDir = await makeDataDir()
  const sink = await startSmtpSink()
  const port = await freePort()
  const guichet = await startGuichet({
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: sink.url,
    MAIL_FROM: 'sav@thermo.test',
  })
  await guichet.healthy
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
      await removeDataDir(dataDir)
    },
  }
}
export type MailingGuichet = Awaited<ReturnType<typeof startMailingGuichet>>
