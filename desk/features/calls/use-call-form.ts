import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { newKey } from '../../../browser/new-key.ts'
import type { EquipmentRef } from '../../../contract/common.ts'
import { TicketRef } from '../../../contract/ticket-view.ts'
import { CallError } from '../../lib/api.ts'
import type { Uploads } from '../../lib/uploads/use-uploads.ts'
import { type CallDraft, isBlank, knownCaller, type UnknownCaller } from './draft.ts'
import { missingIn, type RequiredField } from './new-ticket.ts'
import { parseCaller } from './parse-caller.ts'
import { useCreateTicket } from './queries.ts'
import type { Suggestion } from './use-caller-search.ts'

export type CallFormProps = {
  draft: CallDraft
  change: (changes: Partial<CallDraft>) => void
  clear: () => void
  files: Uploads
  onCreated: (ticket: { id: string; number: number }) => void
}

type Input = RefObject<HTMLInputElement | null>
const focus = (input: Input) => requestAnimationFrame(() => input.current?.focus())

/** Controls the form of a call: focus, validation and submission. */
export function useCallForm({ draft, change, clear, files, onCreated }: CallFormProps) {
  const inputs: Record<RequiredField, Input> = {
    caller: useRef(null),
    callerName: useRef(null),
    callerPhone: useRef(null),
    title: useRef(null),
    machine: useRef(null),
    moment: useRef(null),
  }
  const [asked, setAsked] = useState(false)
  const [resumed, setResumed] = useState(!isBlank(draft) || files.uploads.length > 0)
  const [preview, setPreview] = useState<string | null>(null)
  const create = useCreateTicket(onCreated)
  /** Set between an Enter in the caller field and the first suggestion, which becomes the caller. */
  const [awaitsCaller, setAwaitsCaller] = useState(false)
  /** Submitted before the caller was found or the files were sent: the ticket is created afterwards. */
  const [waits, setWaits] = useState(false)
  const missing = stillMissing(draft)

  /** Lists missing fields, except those that are about to arrive. */
  function stillMissing(now: CallDraft) {
    return missingIn(now).filter((field) => field !== 'caller' || !awaitsCaller)
  }

  function choose(suggestion: Suggestion) {
    setAwaitsCaller(false)
    const caller =
      suggestion.kind === 'known'
        ? knownCaller({ ...suggestion.caller, id: suggestion.caller.contactId })
        : unknownCaller(draft.callerText)
    const machine = suggestion.kind === 'known' ? suggestion.caller.machine : null
    const named = machine && !attached(machine) ? machine : null
    change({
      caller,
      ...(named && {
        machines: [...draft.machines, named],
        namedMachine: { id: named.id, text: draft.callerText.trim() },
      }),
    })
    // An earlier Enter has already moved on to the title: moving the focus back would swallow letters.
    if (document.activeElement === inputs.title.current) return
    const [next = 'title'] = missingIn({ ...draft, caller })
    // Synchronously if possible: the next letter may already be typed.
    if (next === 'title') inputs.title.current?.focus()
    else focus(inputs[next])
  }

  const attached = (machine: EquipmentRef) => draft.machines.some((one) => one.id === machine.id)

  function submit(again: CallDraft = draft) {
    if (create.isPending) return
    setAsked(true)
    const [first] = stillMissing(again)
    const isOnItsWay = awaitsCaller || files.underWay > 0
    setWaits(first === undefined && isOnItsWay)
    if (first) return focus(inputs[first])
    if (isOnItsWay || files.failed > 0) return
    create.mutate({ draft: again, attachmentIds: files.ids })
  }

  const goOn = useEffectEvent(() => submit())
  useEffect(() => {
    if (waits && !awaitsCaller && files.underWay === 0) goOn()
  }, [waits, awaitsCaller, files.underWay])

  return {
    inputs,
    preview,
    setPreview,
    resumed,
    choose,
    submit: () => submit(),
    isSending: create.isPending || waits,
    error: create.error,
    alreadyMade: numberMade(create.error),
    createAnyway() {
      const second = { ...draft, key: newKey() }
      change({ key: second.key })
      submit(second)
    },
    /** Missing fields, shown only after an attempt to send. */
    missing: asked ? missing : [],
    hurry() {
      setAwaitsCaller(true)
      inputs.title.current?.focus()
    },
    /** Changed text searches for another caller. */
    changeCallerText(callerText: string) {
      setAwaitsCaller(false)
      setWaits(false)
      change({ callerText })
    },
    backToSearch() {
      const { caller } = draft
      const text = caller?.kind === 'unknown' ? draft.callerText || caller.name : ''
      const machines = draft.machines.filter(({ id }) => id !== draft.namedMachine?.id)
      change({ caller: null, callerText: text, machines, namedMachine: null })
      focus(inputs.caller)
    },
    changeUnknown(changes: Partial<UnknownCaller>) {
      if (draft.caller?.kind === 'unknown') change({ caller: { ...draft.caller, ...changes } })
    },
    toggleMachine(machine: EquipmentRef) {
      change({
        machines: attached(machine)
          ? draft.machines.filter((one) => one.id !== machine.id)
          : [...draft.machines, machine],
      })
    },
    discard() {
      clear()
      files.removeAll()
      setResumed(false)
      setAsked(false)
      setAwaitsCaller(false)
      setWaits(false)
      create.reset()
      focus(inputs.caller)
    },
  }
}

/** Number of the ticket that a first attempt created, when the draft was changed after it. */
function numberMade(error: unknown): number | null {
  if (!(error instanceof CallError) || error.code !== 'idempotency_mismatch') return null
  const first = TicketRef.safeParse(error.details.first)
  return first.success ? first.data.number : null
}

function unknownCaller(text: string): UnknownCaller {
  const { name, phone, email, companyName } = parseCaller(text)
  return { kind: 'unknown', name, phone, email, company: null, companyName }
}
