import { useEffect, useRef } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { fieldFact } from '../facts/field-fact.ts'
import { Refusal } from '../facts/refusal.tsx'
import { useFact } from '../facts/use-fact.ts'
import classes from './title.module.css'

/** The title, changed where it stands: Enter keeps, Escape gives up. */
export function Title({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const input = useRef<HTMLTextAreaElement>(null)
  const {
    editing,
    refused,
    begin,
    draft,
    save,
    giveUp,
    leave,
    insist,
    yield: yieldTo,
  } = useFact(
    ticket,
    fieldFact(ticket, 'title', (title) => ({ title: title.trim() })),
  )
  const opened = editing !== null
  useEffect(() => {
    if (opened) input.current?.select()
  }, [opened])

  return (
    <>
      {editing ? (
        <textarea
          ref={input}
          rows={1}
          maxLength={200}
          aria-label={t('fact.title')}
          className={classes.input}
          value={editing.draft}
          onChange={(event) => draft(event.target.value.replaceAll('\n', ' '))}
          onBlur={() => (editing.draft.trim() === '' ? giveUp() : leave())}
          onKeyDown={(event) => {
            if (event.key === 'Escape') giveUp()
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (editing.draft.trim() === '') giveUp()
            else save(editing.draft)
          }}
        />
      ) : (
        <h1 className={classes.title}>
          {ticket.can.edit ? (
            <button
              type="button"
              className={classes.button}
              title={t('fact.change', { name: t('fact.title') })}
              onClick={begin}
            >
              {ticket.title}
            </button>
          ) : (
            ticket.title
          )}
        </h1>
      )}
      {refused && (
        <Refusal error={refused.error} mine={refused.mine} theirs={ticket.title} onInsist={insist} onYield={yieldTo} />
      )}
    </>
  )
}
