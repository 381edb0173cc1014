import { useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { bodyOf } from './draft.ts'
import { type FormDraft, useReadAgain, useSaveForm } from './queries.ts'

/** @param onSaved told what was saved, and whether it is new */
export function useFormDraft(begun: Form | FormDraft, onSaved: (form: Form, isNew: boolean) => void) {
  // News may bring another version while one writes: what is saved is a change of the one that was read.
  const [read, setRead] = useState(isForm(begun) ? begun : null)
  const [start, setStart] = useState<FormDraft>(begun)
  const [draft, setDraft] = useState<FormDraft>(begun)
  const [isReading, setReading] = useState(false)
  const readAgain = useReadAgain()
  const save = useSaveForm(read, (saved) => {
    takeUp(saved)
    setDraft(saved)
    onSaved(saved, read === null)
  })

  function takeUp(saved: Form) {
    setRead(saved)
    setStart(saved)
  }

  /** The news of what was saved may still be on its way: it is read before one goes on from it. */
  async function goOn(from: 'saved' | 'mine') {
    if (!read) return
    setReading(true)
    const saved = await readAgain(read.id).catch((failure) => void toast({ text: errorText(failure) }))
    setReading(false)
    if (!saved) return
    takeUp(saved)
    if (from === 'saved') setDraft(saved)
    save.reset()
  }

  return {
    draft,
    /** As it was last read; null until it is saved for the first time. */
    read,
    isChanged: JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(start)),
    change: (part: Partial<FormDraft>) => setDraft({ ...draft, ...part }),
    save: () => save.mutate(bodyOf(draft)),
    error: save.error,
    busy: save.isPending || isReading,
    goOn,
  }
}

const isForm = (begun: Form | FormDraft): begun is Form => 'id' in begun
