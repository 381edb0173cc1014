import { call, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { me } from '../lib/session.ts'
import { useAddress } from '../lib/use-address.ts'
import { readStatedEmail } from '../lib/website-session.ts'

/** Lets a user of a website confirm their address by mail, to receive mails from then on. */
export function ConfirmEmail() {
  const { email, setEmail, state, problem, send } = useAddress(readStatedEmail() ?? '', (email) =>
    call(portal.askAddress, { body: { email } }),
  )
  const client = me.value
  if (!client || client.email !== null || client.onlyTicketId !== null) return null

  if (state === 'sent')
    return (
      <p class="rating" role="status">
        {t('address.sent', { email: email.trim() })}
      </p>
    )
  return (
    <form class="rating" noValidate onSubmit={send}>
      <label class="field">
        {t('address.title')}
        <input
          type="email"
          autocomplete="email"
          placeholder={t('sign_in.email')}
          value={email}
          aria-invalid={problem !== null}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button" disabled={state === 'busy'}>
        {t('address.send')}
      </button>
    </form>
  )
}
