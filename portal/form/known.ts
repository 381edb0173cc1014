import { sendFile } from '../../browser/send-file.ts'
import { addressOf, CallError, client } from '../../contract/client.ts'
import type { EquipmentRef, ProjectRef } from '../../contract/common.ts'
import { forms } from '../../contract/endpoints/forms.ts'
import { portal } from '../../contract/endpoints/portal.ts'
import type { Locale } from '../../contract/enums.ts'
import { askSiteSession } from '../lib/site-session.ts'
import { MachineChoice, type MachinePart, readMachine, shownMachines } from './machine.tsx'
import type { FormSubmitter } from './sending.ts'

/** Guichet forgets after a day what was put nowhere. */
const filesLastMs = 23 * 3_600_000

/** The person signed in at the website, and what they may choose. */
export type KnownSender = {
  id: string
  name: string
  session: string
  /** The first ones of their company, one more than are shown when there are more. */
  machines: EquipmentRef[]
  projects: ProjectRef[]
}

/** Returns null when nobody is signed in; rejects when the website does not say. */
export async function askKnown(server: string, tokenUrl: string, locale: Locale): Promise<KnownSender | null> {
  const given = await askSiteSession(server, tokenUrl)
  if (!given) return null
  const { me, session } = given
  const call = callerOf(server, locale, () => session)
  const [machines, projects] = await Promise.all([
    call(portal.equipment, { query: { limit: shownMachines + 1 } }),
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
  known: KnownSender
  ask: () => Promise<KnownSender | null>
  /** Called when somebody else is signed in by now, or nobody. */
  onOther: (now: KnownSender | null) => void
}

/** Opens the sending of a person signed in at the website. A session that ended meanwhile is requested again, once. */
export function openKnownSending({ server, formId, locale, known, ask, onOther }: Opened) {
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
      // A website that does not answer has signed nobody out.
      if (now !== undefined) onOther(now)
      throw error
    })
  }

  const sending: FormSubmitter = {
    place: `${formId}.${known.id}`,
    filesLastUntil: () => Date.now() + filesLastMs,
    begin: () => {},
    upload: (file, key, onSent) =>
      renewing(() => {
        const address = server + addressOf(portal.upload, { query: { name: file.name } })
        const headers = { ...headersOf(locale, session), 'idempotency-key': key }
        return sendFile({ file, address, headers, onSent }).done
      }),
    submit: ({ website: _, ...body }, idempotencyKey) =>
      renewing(() => call(forms.submitAsClient, { params, body }, { idempotencyKey })),
    another: () => {},
  }
  const search = (text: string) =>
    renewing(() => call(portal.equipment, { query: { text, limit: shownMachines } })).then(({ items }) => items)
  return { sending, search }
}
export const machine: MachinePart = { MachineChoice, readMachine }

export type MachineSearch = ReturnType<typeof openKnownSending>['search']
