import { signal } from '@preact/signals'
import type { Look } from '../../contract/organisation.ts'
import type { PortalMe } from '../../contract/portal.ts'
import { clientStorage } from './client-storage.ts'
import { locale, setLocale, timeZone } from './i18n.ts'

/** The signed-in client; null: nobody; undefined: not known yet. */
export const me = signal<PortalMe | null | undefined>(undefined)

/** Whether the session is over: the client's screen and words stay until they sign in again. */
export const sessionEnded = signal(false)

export function setSignedIn(client: PortalMe) {
  me.value = client
  sessionEnded.value = false
  setOrganisation(client.organisation.name, client.organisation.look)
  timeZone.value = client.organisation.timeZone
  // A guest's choice is this device's, and not the contact's whose ticket it is.
  if (client.onlyTicketId === null || clientStorage.read('locale') === null) setLocale(client.locale)
}

/** At the desk: the page speaks to this client, and this browser keeps nothing of them. */
export function showClient(client: PortalMe) {
  me.value = client
  organisation.value = client.organisation.name
  look.value = client.organisation.look
  timeZone.value = client.organisation.timeZone
  locale.value = client.locale
}

/** The company's name; null until the server has said it once to this browser. */
export const organisation = signal(clientStorage.read<string>('organisation'))

/** How it looks. */
export const look = signal(clientStorage.read<Look>('look'))

export function setOrganisation(name: string, itsLook: Look | null) {
  organisation.value = name
  look.value = itsLook
  clientStorage.write('organisation', name)
  clientStorage.write('look', itsLook)
}

/** Where what this person writes is kept: others use this device too. */
export const ownStorageKey = (name: string) => `${me.value?.id}.${name}`

export function setSignedOut() {
  me.value = null
  sessionEnded.value = false
}

/** The server knows of no session. */
export function handleSessionEnd() {
  if (me.value) sessionEnded.value = true
  else setSignedOut()
}
