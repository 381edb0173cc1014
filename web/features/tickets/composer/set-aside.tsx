import { useEffect, useState } from 'react'
import { useT } from '../../../lib/i18n.tsx'
import { textOf } from '../changes/plain-html.ts'
import { readDraft } from './draft.ts'
import classes from './set-aside.module.css'

/** What was being written when the ticket was closed: still there to be read, and to be sent should it be reopened. */
export function SetAside({ ticketId }: { ticketId: string }) {
  const t = useT()
  const [words, setWords] = useState('')
  // After the composer, in leaving, has kept it.
  useEffect(() => setWords(textOf(readDraft(ticketId).html)), [ticketId])
  if (words === '') return null
  return (
    <aside className={classes.place} aria-label={t('composer.set_aside')}>
      <p className={classes.label}>{t('composer.set_aside')}</p>
      <p className={classes.words}>{words}</p>
    </aside>
  )
}
