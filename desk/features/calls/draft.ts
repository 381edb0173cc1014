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

/** A call being written down. Kept until it becomes a ticket, through closing, reloading and lost answers. */
export type CallDraft = {
  /** Sent with the creation: a second try after a lost answer makes no second ticket. */
  key: string
  caller: KnownCaller | UnknownCaller | null
  callerText: string
  title: string
  description: string
  machines: EquipmentRef[]
  /** Machines that nobody knows yet, as they were typed. */
  newMachines: string[]
  /** Text left in the machine field: neither chosen nor created yet. */
  machineText: string
  /** The machine that came with the caller, and what was typed that named it. */
  namedMachine: { id: string; text: string } | null
  /** The concerned, when that is not the caller, who is the reporter then. */
  concerned: ContactRef | null
  criticality: Criticality
  priority: Priority | ''
  kind: TicketKind
  channel: Channel
  /** An instant; empty: now; `unclear`: something was typed that is no moment. */
  reportedAt: string
  /** The same; empty: none. */
  dueAt: string
  leadId: string
  teamId: string
  project: ProjectRef | null
  reporterAgentId: string
}

export const unclear = 'unclear'

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

/** Nothing worth keeping has been typed. */
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
      // At once: the dialog closes with it, before an effect could forget what is kept.
      storage.write(place(agentId), null)
      setDraft(blankDraft())
    },
  }
}
