import { useState } from 'preact/hooks'
import { errorText } from '../lib/api.ts'
import { host } from '../lib/host.ts'
import { t } from '../lib/i18n.ts'
import { signInWithCode } from '../lib/request-link.ts'

/** Field for the code that a link shows on another device. */
export function EnterCode() {
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function send(event: Event) {
    event.preventDefault()
    if (!/^\d{8}$/.test(code.replace(/\s/g, ''))) return setProblem(t('sign_in.code_missing'))
    setBusy(true)
    setProblem(null)
    try {
      await signInWithCode(code)
    } catch (error) {
      setProblem(errorText(error))
      setBusy(false)
    }
  }

  return (
    <form class="enter-code" noValidate onSubmit={send}>
      <p>{t(host.isOwn ? 'sign_in.code_words' : 'sign_in.elsewhere')}</p>
      <label class="field">
        {t('sign_in.code')}
        <input
          type="text"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={12}
          value={code}
          aria-invalid={problem !== null}
          aria-describedby={problem ? 'code-problem' : undefined}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      {problem && (
        <p class="wrong" id="code-problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        {t('sign_in.code_send')}
      </button>
    </form>
  )
}
