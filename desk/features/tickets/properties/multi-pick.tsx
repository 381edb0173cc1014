import { useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { PickList, type PickOption } from '../../../../ui/pick-list.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './multi-pick.module.css'

type Item = { id: string; name: string }

type Props = {
  label: string
  /** Selected items. */
  draft: Item[]
  onDraft: (draft: Item[]) => void
  onSave: (draft: Item[]) => void
  options: PickOption[]
  onText?: (text: string) => void
  busy?: boolean
  create?: (text: string) => string
  /** Ids that cannot be removed. */
  fixed?: string[]
}

/** Picker of several values. Enter adds or removes one; all changes are saved together. */
export function MultiPick({ label, draft, onDraft, onSave, options, onText, busy, create, fixed = [] }: Props) {
  const t = useT()
  const [text, setText] = useState('')
  const chosen = draft.map((item) => item.id)
  // Show the selected items until the agent types, so that Enter acts on the results of the search.
  const kept = (text.trim() ? [] : draft)
    .filter((item) => !options.some((option) => option.value === item.id))
    .map((item) => ({ value: item.id, label: item.name }))

  function search(typed: string) {
    setText(typed)
    onText?.(typed)
  }

  function toggle(id: string) {
    if (fixed.includes(id)) return
    if (chosen.includes(id)) return onDraft(draft.filter((item) => item.id !== id))
    const option = options.find((each) => each.value === id)
    onDraft([...draft, { id, name: option?.label ?? id }])
  }

  return (
    <PickList
      label={label}
      options={[...kept, ...options]}
      picked={chosen}
      onPick={toggle}
      empty={t('pick.nothing')}
      {...(onText ? { onText: search } : {})}
      {...(busy ? { busy } : {})}
      {...(create ? { create } : {})}
    >
      <div className={classes.foot}>
        <span>{t('pick.chosen', { count: chosen.length })}</span>
        <Button look="primary" onClick={() => onSave(draft)}>
          {t('shell.save')}
        </Button>
      </div>
    </PickList>
  )
}
