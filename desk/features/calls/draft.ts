import { useEffect, useState } from 'react'
import { newKey } from '../../../browser/new-key.ts'
import type { CompanyRef, ContactRef, EquipmentRef, ProjectRef } from '../../../contract/common.ts'
import type { Contact } from '../../../contract/contacts.ts'
import type { Channel, Criticality, Priority, TicketKind } from '../../../contract/enums.ts'
import { storage } from '../../lib/storage.ts'

export type KnownCaller = { kind: 'known' } & Pick<Contact, 'id' | 'name' | 'phone' | 'mobile' | 'email' | 'company'>
export type UnknownCaller = {
  kind: 'unknown'
  name: string
  phone: string
  email: string
  company: CompanyRef | null
  companyName: string
}

/** Draft of a call, stored until it becomes a ticket: it survives closing, reloading and lost responses. */
export type CallDraft = {
  /** Idempotency key: a retry after a lost response creates no second ticket. */
  key: string
  caller: KnownCaller | UnknownCaller | null
  callerText: string
  title: string
  description: string
  machines: EquipmentRef[]
  /** Unknown machines, as typed. */
  newMachines: string[]
  /** Text in the machine field, neither chosen nor created yet. */
  machineText: string
  /** Machine that the search for the caller matched, with the typed words. */
  namedMachine: { id: string; text: string } | null
  /** Affected contact, if it is not the caller; the caller is then the reporter. */
  concerned: ContactRef | null
  criticality: Criticality
  priority: Priority | ''
  kind: TicketKind
  channel: Channel
  /** Instant; empty: now; `unclear`: the typed text is not a moment. */
  reportedAt: string
  /** Likewise; empty: none. */
  dueAt: string
  leadId: string
  teamId: string
  project: ProjectRef | null
  reporterAgentId: string
}

export const blankDraft = (): CallDraft => ({
  key: newKey(),
  caller: null,
  callerText: '',
  title: '',
  description: '',
  machines: [],
  newMachines: [],
  machineText: '',
  namedMachine: null,
  concerned: null,
  criticality: 'normal',
  priority: '',
  kind: 'incident',
  channel: 'phone',
  reportedAt: '',
  dueAt: '',
  leadId: '',
  teamId: '',
  project: null,
  reporterAgentId: '',
})

/** Tells whether nothing worth storing has been typed. */
export const isBlank = (draft: CallDraft) =>
  draft.caller === null && !draft.callerText.trim() && !draft.title.trim() && !draft.description.trim()

export const knownCaller = ({ id, name, phone, mobile, email, company }: Omit<KnownCaller, 'kind'>): KnownCaller => ({
  kind: 'known',
  id,
  name,
  phone,
  mobile,
  email,
  company,
})

const place = (agentId: string) => `call-draft.${agentId}`

function readDraft(agentId: string): CallDraft {
  const kept = storage.read(place(agentId))
  if (kept === null) return blankDraft()
  try {
    return { ...blankDraft(), ...(JSON.parse(kept) as Partial<CallDraft>) }
  } catch {
    return blankDraft()
  }
}

export function useCallDraft(agentId: string) {
  const [draft, setDraft] = useState(() => readDraft(agentId))
  useEffect(() => storage.write(place(agentId), isBlank(draft) ? null : JSON.stringify(draft)), [agentId, draft])
  return {
    draft,
    change: (changes: Partial<CallDraft>) => setDraft((current) => ({ ...current, ...changes })),
    clear() {
      // Deletes the stored draft at once, since the dialog closes before an effect runs.
      storage.write(place(agentId), null)
      setDraft(blankDraft())
    },
  }
}
