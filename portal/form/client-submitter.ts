import { sendFile } from '../../browser/send-file.ts'
import { addressOf, CallError, client } from '../../contract/client.ts'
import type { EquipmentRef, ProjectRef } from '../../contract/common.ts'
import { forms } from '../../contract/endpoints/forms.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import type { Locale } from '../../contract/enums.ts'
import { requestSiteSession } from '../lib/site-session.ts'
import type { FormSubmitter } from './guest-submitter.ts'
import { MachineChoice, type MachinePart, type MachineSearch, maxListedMachines, readMachine } from './machine.tsx'

/** Lifetime of uploads. Guichet deletes unattached files after a day. */
const filesLastMs = 23 * 3_600_000

/** Person signed in at the website, with their choices. */
export type SignedInSender = {
  id: string
  name: string
  session: string
  /** First machines of their company, one more than are listed if there are more. */
  machines: EquipmentRef[]
  projects: ProjectRef[]
}

/**
 * Requests the sender from the website. Returns null when nobody is signed in; rejects when the website does not
 * respond.
 */
export async function requestSignedInSender(
  server: string,
  tokenUrl: string,
  locale: Locale,
): Promise<SignedInSender | null> {
  const given = await requestSiteSession(server, tokenUrl)
  if (!given) return null
  const { me, session } = given
  const call = callerOf(server, locale, () => session)
  const [machines, projects] = await Promise.all([
    call(portal.equipment, { query: { limit: maxListedMachines + 1 } }),
    call(portal.projects, {}),
  ])
  return { id: me.id, name: me.name, session, machines: machines.items, projects: projects.items }
}

const headersOf = (locale: Locale, session: string) => ({
  'accept-language': locale,
  authorization: `Bearer ${session}`,
})
const callerOf = (server: string, locale: Locale, session: () => string) =>
  client({ base: server, headers: () => headersOf(locale, session()) })

type Opened = {
  server: string
  formId: string
  locale: Locale
  known: SignedInSender
  ask: () => Promise<SignedInSender | null>
  /** Called when another person, or nobody, is signed in now. */
  onOther: (now: SignedInSender | null) => void
}

/** Creates the submitter of a person signed in at the website. An ended session is renewed once. */
export function createClientSubmitter({ server, formId, locale, known, ask, onOther }: Opened) {
  const params = { id: formId }
  let session = known.session
  const call = callerOf(server, locale, () => session)

  async function renewing<T>(act: () => Promise<T>): Promise<T> {
    return act().catch(async (error) => {
      if (!(error instanceof CallError) || error.code !== 'unauthenticated') throw error
      const now = await ask().catch(() => undefined)
      if (now?.id === known.id) {
        session = now.session
        return act()
      }
      // A website that does not respond has not signed the sender out.
      if (now !== undefined) onOther(now)
      throw error
    })
  }

  const sending: FormSubmitter = {
    place: `${formId}.${known.id}`,
    filesLastUntil: () => Date.now() + filesLastMs,
    begin: () => {},
    upload: (file, key, options) =>
      renewing(() => {
        const address = server + addressOf(portal.upload, { query: { name: file.name } })
        const headers = { ...headersOf(locale, session), 'idempotency-key': key }
        return sendFile({ file, address, headers, ...options })
      }),
    submit: ({ website: _, ...body }, idempotencyKey) =>
      renewing(() => call(forms.submitAsClient, { params, body }, { idempotencyKey })),
    another: () => {},
  }
  const search: MachineSearch = (text) =>
    renewing(() => call(portal.equipment, { query: { text, limit: maxListedMachines } })).then(({ items }) => items)
  return { sending, search }
}
export const machinePart: MachinePart = { MachineChoice, readMachine }
