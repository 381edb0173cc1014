import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { Action } from '../../../../contract/actions.ts'
import { toast } from '../../../../ui/toast.tsx'
import { readAction, useChangeAction, useCreateAction } from '../../../data/action-writes.ts'
import { useT } from '../../../lib/i18n.tsx'
import { type ActionDraft, bodyOf, changesOf, missingIn, type RequiredField } from './draft.ts'

export type ActionFormProps = {
  draft: ActionDraft
  change: (changes: Partial<ActionDraft>) => void
  /** Action that is changed; null for a new one. */
  action: Action | null
  onSaved: () => void
}

type Input = RefObject<HTMLInputElement | null>

/** Controls the form of an action: focus, validation and submission. */
export function useActionForm({ draft, action, onSaved }: ActionFormProps) {
  const t = useT()
  const inputs: Record<RequiredField, Input> = {
    title: useRef(null),
    assignees: useRef(null),
    due: useRef(null),
    about: useRef(null),
    every: useRef(null),
  }
  const [asked, setAsked] = useState(false)
  const saved = (text: string) => {
    onSaved()
    toast({ text })
  }
  const create = useCreateAction(({ title }) => saved(t('action.created', { title })))
  const change = useChangeAction(({ title }) => saved(t('action.saved', { title })))
  const isSaving = create.isPending || change.isPending
  const missing = missingIn(draft)

  function submit(version = action?.version) {
    if (isSaving) return
    setAsked(true)
    const [first] = missing
    if (first) return inputs[first].current?.focus()
    if (!action || version === undefined) return create.mutate({ body: bodyOf(draft), key: draft.key })
    const changes = changesOf(action, draft)
    if (Object.keys(changes).length === 0) return onSaved()
    change.mutate({ id: action.id, body: { version, ...changes } })
  }

  return {
    inputs,
    isSaving,
    /** Missing fields, shown only after an attempt to save. */
    missing: asked ? missing : [],
    error: create.error ?? change.error,
    submit: () => submit(),
    /** Saves over what somebody else changed meanwhile. */
    async saveAnyway() {
      if (action) submit((await readAction(action.id)).version)
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      submit()
    },
  }
}
