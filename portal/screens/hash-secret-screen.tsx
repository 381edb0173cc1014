import { readHashSecret, readTicketKey, route } from '../lib/router.ts'
import { Missing } from '../parts/notice.tsx'
import { ActByMail } from './act-by-mail.tsx'
import { ConfirmAddress } from './confirm-address.tsx'
import { FromForm } from './from-form.tsx'
import { FromMail } from './from-mail.tsx'
import { Unsubscribe } from './unsubscribe.tsx'

/** Screen for a secret in the URL's hash, whether or not somebody is signed in. */
export function HashSecretScreen() {
  const token = readHashSecret('jeton')
  const link = readHashSecret('lien')
  const confirmation = readHashSecret('confirmation')
  const stop = readHashSecret('mails')
  const pass = readHashSecret('pour')
  const ticketId = readTicketKey()
  if (token)
    return <FromMail key={token} token={token} pass={pass} destination={route.value.path} ticketId={ticketId} />
  if (link) return <FromForm key={link} link={link} />
  if (confirmation) return <ConfirmAddress key={confirmation} token={confirmation} />
  if (stop) return <Unsubscribe key={stop} pass={stop} />
  const rate = readHashSecret('avis')
  const act = rate ?? readHashSecret('contester')
  if (!act || !ticketId) return <Missing />
  const stars = Number(readHashSecret('note')) || 0
  return (
    <ActByMail key={route.value.hash} act={rate ? 'rate' : 'contest'} {...{ ticketId, pass, stars }} actPass={act} />
  )
}
