import { signal } from '@preact/signals'
import type { PortalMe } from '../../contract/portal.ts'
import { setLocale, timeZone } from './i18n.ts'

/** Who is signed in; null: nobody; undefined: not known yet. */
export const me = signal<PortalMe | null | undefined>(undefined)

export function signedIn(client: PortalMe) {
  me.value = client
  timeZone.value = client.organisation.timeZone
  setLocale(client.locale)
}

/** Where what this person writes is kept: others use this device too. */
export const ownPlace = (name: string) => `${me.value?.id}.${name}`

export function signedOut() {
  me.value = null
}
