import { readMe } from './api.ts'
import { host } from './host.ts'
import { me, sessionEnded, setSignedIn, setSignedOut } from './session.ts'

/** Channel on which tabs, which share a cookie, announce sign-ins and sign-outs. */
const channel = host.isOwn ? new BroadcastChannel('guichet.portail.session') : null
if (channel)
  channel.onmessage = ({ data }: MessageEvent<'in' | 'out'>) => {
    if (data === 'out') setSignedOut()
    else refreshSession()
  }
export const notifyTabs = (word: 'in' | 'out') => channel?.postMessage(word)

// Phones deliver no messages to hidden pages.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && (me.value === null || sessionEnded.value)) refreshSession()
})

function refreshSession() {
  readMe().then(
    (client) => client && setSignedIn(client),
    () => {},
  )
}
