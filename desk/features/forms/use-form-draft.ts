import { useEffect, useRef, useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { bodyOf } from './draft.ts'
import { type FormDraft, useReadAgain, useSaveForm } from './queries.ts'

type Saved = { isNew: boolean; isWhole: boolean }

/** @param onSaved gets whether the form was new, and whether nothing was changed while it was being saved */
export function useFormDraft(begun: Form | FormDraft, onSaved: (saved: Saved) => void) {
  // Another version may arrive during editing; saving changes the version that was read.
  const [read, setRead] = useState(isForm(begun) ? begun : null)
  const [start, setStart] = useState<FormDraft>(begun)
  const [draft, setDraft] = useState<FormDraft>(begun)
  const [isReading, setReading] = useState(false)
  const readAgain = useReadAgain()
  const sent = useRef('')
  const save = useSaveForm(read, (saved) => {
    const isWhole = written(draft) === sent.current
    takeUp(saved)
    if (isWhole) setDraft(saved)
    onSaved({ isNew: read === null, isWhole })
  })
  const isChanged = written(draft) !== written(start)
  // The browser warns before a reload or a closed tab loses unsaved changes.
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])

  function takeUp(saved: Form) {
    setRead(saved)
    setStart(saved)
  }

  /** Reads the saved form again, as its news may not have arrived yet. */
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
    /** Form as last read; null until it is first saved. */
    read,
    isChanged,
    change: (part: Partial<FormDraft>) => setDraft({ ...draft, ...part }),
    save() {
      sent.current = written(draft)
      save.mutate(bodyOf(draft))
    },
    error: save.error,
    busy: save.isPending || isReading,
    goOn,
  }
}

const written = (draft: FormDraft) => JSON.stringify(bodyOf(draft))

const isForm = (begun: Form | FormDraft): begun is Form => 'id' in begun
