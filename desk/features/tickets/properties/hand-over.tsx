import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { TextArea } from '../../../../ui/field.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import classes from './hand-over.module.css'

type Props = { to: { name: string }; onNote: (note: string) => void; onHandOver: (note: string) => void }

/** Optional note for the new lead. It is kept in the history, and only agents read it. */
export function HandOver({ to, onNote, onHandOver }: Props) {
  const t = useT()
  const [note, setNote] = useState('')
  const text = useRef<HTMLTextAreaElement>(null)
  useEffect(() => text.current?.focus(), [])
  const name = shortName(to.name)

  function submit(event?: FormEvent) {
    event?.preventDefault()
    onHandOver(note)
  }

  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        submit()
      }}
    >
      <TextArea
        ref={text}
        rows={3}
        label={t('hand_over.note', { name })}
        hint={t('hand_over.hint')}
        value={note}
        onChange={(event) => {
          setNote(event.target.value)
          onNote(event.target.value)
        }}
      />
      <Button look="primary" type="submit" kbd="Ctrl ↵">
        {t('hand_over.do', { name })}
      </Button>
    </form>
  )
}
