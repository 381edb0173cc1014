import { at, secretOf, ticketKey } from '../lib/router.ts'
import { Missing } from '../parts/notice.tsx'
import { ActByMail } from './act-by-mail.tsx'
import { ConfirmAddress } from './confirm-address.tsx'
import { FromForm } from './from-form.tsx'
import { FromMail } from './from-mail.tsx'
import { StopMails } from './stop-mails.tsx'

/** Draws the screen that the secret of an address opens, whoever is signed in, or is no more because of it. */
export function BySecret() {
  const token = secretOf('jeton')
  const link = secretOf('lien')
  const confirmation = secretOf('confirmation')
  const stop = secretOf('mails')
  const pass = secretOf('pour')
  const ticketId = ticketKey()
  if (token) return <FromMail key={token} token={token} pass={pass} destination={at.value.path} ticketId={ticketId} />
  if (link) return <FromForm key={link} link={link} />
  if (confirmation) return <ConfirmAddress key={confirmation} token={confirmation} />
  if (stop) return <StopMails key={stop} pass={stop} />
  const rate = secretOf('avis')
  const act = rate ?? secretOf('contester')
  if (!act || !ticketId) return <Missing />
  const stars = Number(secretOf('note')) || 0
  return <ActByMail key={at.value.hash} act={rate ? 'rate' : 'contest'} {...{ ticketId, pass, stars }} actPass={act} />
}
