import { useState } from 'preact/hooks'
import type { PortalMails } from '../../contract/portal.ts'
import { call, errorText, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { me } from '../lib/session.ts'
import { useRead } from '../lib/use-read.ts'
import { ConfirmEmail } from './confirm-email.tsx'
import { Loading, Problem } from './notice.tsx'

const kinds = ['opening', 'status', 'messages'] as const

/** Mail preferences. Each switch takes effect at once. */
export function Mails() {
  const email = me.value?.email
  return (
    <section class="mails" aria-labelledby="mails">
      <h2 id="mails">{t('mails.title')}</h2>
      {email ? (
        <Switches email={email} />
      ) : (
        <>
          <p class="hint">{t('mails.no_address')}</p>
          <ConfirmEmail />
        </>
      )}
    </section>
  )
}

function Switches({ email }: { email: string }) {
  const read = useRead('mails', (signal) => call(portal.mails, {}, { signal }))
  const [problem, setProblem] = useState<string | null>(null)
  const { data } = read
  if (!data) return read.error ? <Problem error={read.error} onAgain={read.reload} /> : <Loading />

  function choose(wanted: PortalMails) {
    read.set(wanted)
    setProblem(null)
    call(portal.setMails, { body: wanted }).catch((error) => {
      setProblem(errorText(error))
      read.reload()
    })
  }

  return (
    <>
      <p>{t('mails.words', { email })}</p>
      {kinds.map((kind) => (
        <label key={kind} class="choice">
          <input
            type="checkbox"
            checked={data[kind]}
            onChange={(event) => choose({ ...data, [kind]: event.currentTarget.checked })}
          />
          {t(`mails.${kind}`)}
        </label>
      ))}
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <p class="hint">{t('mails.hint')}</p>
    </>
  )
}
