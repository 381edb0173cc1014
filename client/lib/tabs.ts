import { call, portal } from './api.ts'
import { ended, me, signedIn, signedOut } from './session.ts'

/** The tabs of a browser have one cookie, and tell each other when somebody signs in or out. */
const channel = new BroadcastChannel('guichet.portail.session')
channel.onmessage = ({ data }: MessageEvent<'in' | 'out'>) => {
  if (data === 'out') signedOut()
  else lookAgain()
}
export const tellTabs = (word: 'in' | 'out') => channel.postMessage(word)

// A telephone lets no message through to a page that is out of view.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && (me.value === null || ended.value)) lookAgain()
})

function lookAgain() {
  call(portal.me, {}).then(signedIn, () => {})
}
