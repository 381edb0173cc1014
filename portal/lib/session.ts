import { signal } from '@preact/signals'
import type { Look } from '../../contract/organisation.ts'
import type { PortalMe } from '../../contract/portal.ts'
import { clientStorage } from './client-storage.ts'
import { locale, setLocale, timeZone } from './i18n.ts'

/** Signed-in client; null for nobody, undefined until known. */
export const me = signal<PortalMe | null | undefined>(undefined)

/** Whether the session has ended. The screen and unsent text stay until the client signs in again. */
export const sessionEnded = signal(false)

export function setSignedIn(client: PortalMe) {
  me.value = client
  sessionEnded.value = false
  setOrganisation(client.organisation.name, client.organisation.look)
  timeZone.value = client.organisation.timeZone
  // A guest's choice of language belongs to the device, not to the contact of the ticket.
  if (client.onlyTicketId === null || clientStorage.read('locale') === null) setLocale(client.locale)
}

/** Shows the page for a client at the desk, without storing anything in the browser. */
export function showClient(client: PortalMe) {
  me.value = client
  organisation.value = client.organisation.name
  look.value = client.organisation.look
  timeZone.value = client.organisation.timeZone
  locale.value = client.locale
}

/** Company's name; null until this browser has received it once. */
export const organisation = signal(clientStorage.read<string>('organisation'))

/** Company's look: logo and colour. */
export const look = signal(clientStorage.read<Look>('look'))

export function setOrganisation(name: string, itsLook: Look | null) {
  organisation.value = name
  look.value = itsLook
  clientStorage.write('organisation', name)
  clientStorage.write('look', itsLook)
}

/** Returns a storage key of this client, since others may use the device too. */
export const ownStorageKey = (name: string) => `${me.value?.id}.${name}`

export function setSignedOut() {
  me.value = null
  sessionEnded.value = false
}

/** Handles a response without a session. */
export function handleSessionEnd() {
  if (me.value) sessionEnded.value = true
  else setSignedOut()
}
