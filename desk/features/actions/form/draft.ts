import { useEffect, useState } from 'react'
import { newKey } from '../../../../browser/new-key.ts'
import type { Action } from '../../../../contract/actions.ts'
import type { AgentRef } from '../../../../contract/common.ts'
import type { repeatOrigins, repeatUnits } from '../../../../contract/enum-values.ts'
import type { ActionBody } from '../../../data/action-writes.ts'
import type { SubjectRef } from '../../../lib/opened-action.ts'
import { unclear } from '../../../lib/parse-moment.ts'
import { storage } from '../../../lib/storage.ts'

export type RepeatUnit = (typeof repeatUnits)[number]
type RepeatOrigin = (typeof repeatOrigins)[number]

/** Fields of the form, as typed. */
export type ActionDraft = {
  /** Idempotency key: a retry after a lost response creates no second action. */
  key: string
  title: string
  note: string
  assignees: AgentRef[]
  /** Text in the field of agents that is not chosen yet. */
  assigneeText: string
  /** Instant; empty: none; `unclear`: the typed text is not a moment. */
  dueAt: string
  about: SubjectRef | null
  /** Text in the field of records that is not chosen yet. */
  aboutText: string
  isPrivate: boolean
  repeatUnit: RepeatUnit | 'never'
  repeatEvery: string
  repeatFrom: RepeatOrigin
}

const blankDraft = (me: AgentRef, about: SubjectRef | null): ActionDraft => ({
  key: newKey(),
  title: '',
  note: '',
  assignees: [me],
  assigneeText: '',
  dueAt: '',
  about,
  aboutText: '',
  isPrivate: false,
  repeatUnit: 'never',
  repeatEvery: '1',
  repeatFrom: 'due',
})

export const draftOf = ({ title, note, assignees, dueAt, about, isPrivate, repeat }: Action): ActionDraft => ({
  key: newKey(),
  title,
  note,
  assignees,
  assigneeText: '',
  dueAt: dueAt ?? '',
  about,
  aboutText: '',
  isPrivate,
  repeatUnit: repeat?.unit ?? 'never',
  repeatEvery: String(repeat?.every ?? 1),
  repeatFrom: repeat?.from ?? 'due',
})

/** Tells whether nothing worth storing has been typed. */
export const isBlank = ({ title, note }: ActionDraft) => !title.trim() && !note.trim()

const place = (agentId: string) => `action-draft.${agentId}`

function readDraft(me: AgentRef, about: SubjectRef | null): ActionDraft {
  const blank = blankDraft(me, about)
  const kept = storage.read(place(me.id))
  if (kept === null) return blank
  try {
    return { ...blank, ...(JSON.parse(kept) as Partial<ActionDraft>), ...(about && { about, aboutText: '' }) }
  } catch {
    return blank
  }
}

/** Holds the draft of a new action, stored until it is sent: it survives closing, reloading and lost responses. */
export function useNewActionDraft(me: AgentRef, about: SubjectRef | null) {
  const [draft, setDraft] = useState(() => readDraft(me, about))
  useEffect(() => storage.write(place(me.id), isBlank(draft) ? null : JSON.stringify(draft)), [me.id, draft])
  return {
    draft,
    change: (changes: Partial<ActionDraft>) => setDraft((current) => ({ ...current, ...changes })),
    clear() {
      // Right now: the dialog closes with it, before an effect could delete the stored draft.
      storage.write(place(me.id), null)
      setDraft(blankDraft(me, about))
    },
  }
}

export type RequiredField = 'title' | 'assignees' | 'due' | 'about' | 'every'

/** Lists what is missing or unclear, in the order of the form. */
export function missingIn(draft: ActionDraft): RequiredField[] {
  const missing: RequiredField[] = []
  if (!draft.title.trim()) missing.push('title')
  if (draft.assignees.length === 0 || draft.assigneeText.trim()) missing.push('assignees')
  if (draft.dueAt === unclear) missing.push('due')
  if (draft.aboutText.trim()) missing.push('about')
  if (draft.repeatUnit !== 'never' && !isCount(draft.repeatEvery)) missing.push('every')
  return missing
}

/** Tells whether a text is a number of days, weeks or months after which an action may repeat. */
function isCount(text: string) {
  const count = Number(text)
  return text.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 365
}

export function bodyOf(draft: ActionDraft): Required<ActionBody> {
  const { title, note, assignees, dueAt, about, isPrivate, repeatUnit, repeatEvery, repeatFrom } = draft
  return {
    title: title.trim(),
    note: note.trim(),
    dueAt: dueAt && dueAt !== unclear ? dueAt : null,
    isPrivate,
    assigneeIds: assignees.map(({ id }) => id),
    about: about && { kind: about.kind, id: about.id },
    repeat: repeatUnit === 'never' ? null : { every: Number(repeatEvery), unit: repeatUnit, from: repeatFrom },
  }
}

/** Returns the fields of an action that the draft changes. */
export function changesOf(action: Action, draft: ActionDraft): Partial<ActionBody> {
  const before = bodyOf(draftOf(action))
  const isSame = (name: keyof ActionBody, value: unknown) => JSON.stringify(before[name]) === JSON.stringify(value)
  return Object.fromEntries(
    Object.entries(bodyOf(draft)).filter(([name, value]) => !isSame(name as keyof ActionBody, value)),
  )
}
