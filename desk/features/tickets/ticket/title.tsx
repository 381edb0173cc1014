import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { fieldProperty } from '../properties/field-property.ts'
import { Refusal } from '../properties/refusal.tsx'
import { useProperty } from '../properties/use-property.ts'
import classes from './title.module.css'

/**
 * Title that is edited in place: Enter saves and Escape cancels. Clicking elsewhere cancels too, but offers to save.
 */
export function Title({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const input = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const { editing, refused, begin, draft, save, cancel, overwrite, discard } = useProperty(
    ticket,
    fieldProperty(ticket, 'title', (title) => ({ title: title.trim() })),
  )
  const opened = editing !== null
  useLayoutEffect(() => {
    if (!opened) return
    input.current?.focus()
    input.current?.setSelectionRange(caret, caret)
  }, [opened, caret])

  function leave() {
    // The browser window lost the focus: keep editing for the agent's return.
    if (!editing || !document.hasFocus()) return
    cancel()
    const words = editing.draft.trim()
    if (words === '' || words === editing.seen.title) return
    toast({ text: t('ticket.title_left'), action: { label: t('ticket.title_keep'), run: () => save(words) } })
  }

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
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Escape') cancel()
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (editing.draft.trim() === '') cancel()
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
              onClick={(event) => {
                setCaret(pointedAt(event) ?? ticket.title.length)
                begin()
              }}
            >
              {ticket.title}
            </button>
          ) : (
            ticket.title
          )}
        </h1>
      )}
      {refused && (
        <Refusal
          error={refused.error}
          mine={refused.mine}
          theirs={ticket.title}
          onOverwrite={overwrite}
          onDiscard={discard}
        />
      )}
    </>
  )
}

/** Returns the offset of the clicked character; null for a key press, or a click beside the text. */
function pointedAt({ clientX, clientY, detail, currentTarget }: MouseEvent<HTMLElement>): number | null {
  const place = detail === 0 ? null : document.caretPositionFromPoint?.(clientX, clientY)
  return place && currentTarget.contains(place.offsetNode) ? place.offset : null
}
