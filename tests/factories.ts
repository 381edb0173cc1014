import type { CallError } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import type { Input } from '../contract/route.ts'
import type { Person } from './app.ts'

type Caller = Pick<Person, 'call'>

type Fields<T> = T extends { body: infer B } ? Partial<B> : never

export async function aCompany(by: Caller, fields: Fields<Input<typeof api.companies.create>> = {}) {
  const { id } = await by.call(api.companies.create, { body: { name: 'Dupont Traiteur', ...fields } })
  return by.call(api.companies.show, { params: { id } })
}

export async function aContact(by: Caller, fields: Fields<Input<typeof api.contacts.create>> = {}) {
  const body = { name: 'Marie Dupont', phone: '02 41 88 12 40', ...fields }
  const { id } = await by.call(api.contacts.create, { body })
  return by.call(api.contacts.show, { params: { id } })
}

export async function aSite(by: Caller, fields: Fields<Input<typeof api.sites.create>> & { companyId: string }) {
  const { id } = await by.call(api.sites.create, { body: { name: 'Atelier', ...fields } })
  return by.call(api.sites.show, { params: { id } })
}

export async function aMachine(by: Caller, fields: Fields<Input<typeof api.equipment.create>> = {}) {
  const { id } = await by.call(api.equipment.create, {
    body: { brand: 'Frisquet', model: 'Hydromotrix 32', ...fields },
  })
  return by.call(api.equipment.show, { params: { id } })
}

export async function aProject(by: Caller, fields: Fields<Input<typeof api.projects.create>> = {}) {
  const { id } = await by.call(api.projects.create, { body: { name: 'Intranet', ...fields } })
  return by.call(api.projects.show, { params: { id } })
}

/** Sets the contacts who see all anomalies of a project. */
export async function setProjectContacts(by: Caller, id: string, contactIds: string[]) {
  const { version } = await by.call(api.projects.show, { params: { id } })
  return by.call(api.projects.setContacts, { params: { id }, body: { version, contactIds } })
}

/** Uploads files, and returns their ids in the given order. */
export async function uploads(by: Caller, files: Record<string, string | Buffer<ArrayBuffer>>): Promise<string[]> {
  const ids: string[] = []
  for (const [name, bytes] of Object.entries(files)) {
    const { id } = await by.call(api.attachments.upload, { query: { name }, body: new File([bytes], 'any') })
    ids.push(id)
  }
  return ids
}

/** Creates an open ticket, which concerns a new contact by default. */
export async function aTicket(by: Caller, fields: Fields<Input<typeof api.tickets.create>> = {}) {
  const concerned = fields.contactIds || fields.equipmentIds || fields.newCaller
  const contactIds = concerned ? [] : [(await aContact(by)).id]
  const body = { title: 'Chaudière en défaut E133', contactIds, ...fields }
  const { id } = await by.call(api.tickets.create, { body })
  return by.call(api.tickets.show, { params: { key: id } })
}

type Status = Input<typeof api.tickets.setStatus>['body']['to']

/** Sets the status of a ticket; `words` are its solution, or the reason. */
export async function setStatus(by: Caller, id: string, to: Status, words: string) {
  const { version } = await by.call(api.tickets.show, { params: { key: id } })
  return by.call(api.tickets.setStatus, { params: { id }, body: { to, version, note: `<p>${words}</p>` } })
}

/** Returns the error of a call. Throws when the call succeeds. */
export async function refusal(
  call: Promise<unknown>,
): Promise<Pick<CallError, 'code' | 'status' | 'details' | 'message'>> {
  const answered = Symbol('answered')
  const outcome = await call.then(() => answered).catch((error: CallError) => error)
  if (typeof outcome === 'symbol') throw new Error('the call was answered, not refused')
  return outcome
}
