import { type ClipboardEvent, type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react'
import { isOpen, type Status, type StepKind, type Visibility } from '../../../../contract/enums.ts'
import type { PresentAgent } from '../../../../contract/presence.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button, IconButton } from '../../../../ui/button.tsx'
import { FileButton } from '../../../../ui/file-button.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { isBlank } from '../../../lib/plain-html.ts'
import { undoLast } from '../../../lib/undo.ts'
import { pastedFiles } from '../../../lib/uploads/incoming.ts'
import { UploadList } from '../../../lib/uploads/upload-list.tsx'
import { useUploads } from '../../../lib/uploads/use-uploads.ts'
import { refusalText } from '../changes/refusal-text.ts'
import { stepUploads } from '../files/upload-queue-names.ts'
import { nextTicket } from '../open-ticket.ts'
import { TypingNotice } from '../presence/typing-notice.tsx'
import classes from './composer.module.css'
import { nextOf } from './draft.ts'
import { KindTabs } from './kind-tabs.tsx'
import { NextStatus } from './next-status.tsx'
import { PendingStep } from './pending-step.tsx'
import { ReaderSummary } from './reader-summary.tsx'
import { ReplacedDraft } from './replaced-draft.tsx'
import { type InputHandle, TextInput } from './text-input.tsx'
import { useDraft } from './use-draft.ts'
import { useExpanded } from './use-expanded.ts'
import { useKeepFocus } from './use-keep-focus.ts'
import { useSend } from './use-send.ts'

const WorkFields = lazyPart(
  () => import('./work-fields.tsx').then((file) => file.WorkFields),
  () => null,
)

export type ComposerHandle = { begin: (kind: StepKind, visibility: Visibility) => void }

type Props = {
  ticket: TicketView
  handle: RefObject<ComposerHandle | null>
  others: readonly PresentAgent[]
  onType: () => void
  onSent: () => void
}

/** Composer of a step. Its colour and text say who will read it, and its draft is never lost. */
export function Composer({ ticket, handle, others, onType, onSent }: Props) {
  const t = useT()
  const input = useRef<InputHandle>(null)
  const drafting = useDraft(ticket)
  const { draft, kept, other, taken, sync } = drafting
  const files = useUploads(stepUploads(ticket))
  const [told, setTold] = useState(0)
  const sent = () => {
    setExtras(null)
    setTold((count) => count + 1)
    onSent()
  }
  const { send, sending, isPending, edit, error, forget } = useSend(ticket, drafting, files, () => sent())
  const [opened, setExtras] = useState<boolean | null>(null)
  const extras = opened ?? (draft.minutes !== null || draft.performer !== null || draft.happenedAt !== null)
  const empty = isBlank(draft.html)
  const nothing = empty && files.uploads.length === 0
  const next = nextOf(draft, ticket.can.statuses)
  // A status that closes the ticket needs text; otherwise files are enough.
  const ready = !nothing && files.underWay + files.failed === 0 && !(empty && next !== null && !isOpen(next))
  const place = useRef<HTMLElement>(null)
  const { expanded, expand } = useExpanded(place)
  const field = `${told} ${taken}`
  useKeepFocus(place, input, field)
  /** Key of the last editor that the agent typed in, even if it is empty again. */
  const written = useRef<string | null>(null)

  useImperativeHandle(handle, () => ({
    begin(kind, visibility) {
      // Do not let a shortcut make an internal draft public.
      if (empty || visibility === 'internal' || draft.visibility === 'public') choose(kind, visibility)
      input.current?.focus()
    },
  }))

  const choose = (kind: StepKind, visibility: Visibility) => sync.write({ kind, visibility, next: undefined })

  // Returns the focus to the editor, so that the next letters are not taken for shortcuts.
  function onNext(next: Status | null) {
    sync.write({ next })
    input.current?.focus()
  }

  function submit(then?: () => void) {
    if (!ready || sending) return
    send(() => {
      sent()
      then?.()
    })
  }

  function openNext() {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    nextTicket.get()?.()
  }

  function onPaste(event: ClipboardEvent) {
    const pasted = pastedFiles(event)
    if (pasted.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    files.add(pasted)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      submit(event.shiftKey ? openNext : undefined)
    }
    // Until the agent types, the editor has nothing of its own to undo.
    const untouched = empty && written.current !== field
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && untouched && undoLast()) event.preventDefault()
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
  }

  return (
    <section
      ref={place}
      onFocus={expand}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) sync.save()
      }}
      className={classes.composer}
      data-visibility={draft.visibility}
      data-resting={(nothing && !expanded) || undefined}
      aria-label={t('composer.label')}
      onKeyDownCapture={onKeyDown}
      onPasteCapture={onPaste}
    >
      <TypingNotice others={others} />
      <div className={classes.box}>
        <KindTabs
          kind={draft.kind}
          // A solution is public by default, but a kind never changes the visibility of text that is already written.
          onKind={(kind) => {
            choose(kind, empty && kind === 'solution' ? 'public' : draft.visibility)
            input.current?.focus()
          }}
        />
        <ReaderSummary
          ticket={ticket}
          visibility={draft.visibility}
          onVisibility={(visibility) => {
            sync.write({ visibility, next: undefined })
            input.current?.focus()
          }}
        />
        {other && <ReplacedDraft other={other} onSwap={sync.swap} onDrop={sync.dropOther} />}
        <TextInput
          key={field}
          handle={input}
          html={draft.html}
          label={t('composer.label')}
          placeholder={t(draft.visibility === 'internal' ? 'composer.write_internal' : `composer.write.${draft.kind}`)}
          onHtml={(html) => {
            if (error) forget()
            written.current = field
            sync.write({ html })
            onType()
          }}
        />
        <div className={classes.files}>
          <UploadList files={files} />
        </div>
        {extras && (
          <WorkFields key={taken} ticket={ticket} draft={draft} onDraft={sync.write} onClose={() => setExtras(false)} />
        )}
        {isPending && <PendingStep onEdit={edit} />}
        {error && !isPending && (
          <div className={classes.error}>
            <FormError>{refusalText(error)}</FormError>
          </div>
        )}
        <div className={classes.foot}>
          <FileButton label={t('files.add')} onFiles={files.add} />
          <IconButton
            icon="clock"
            label={t('composer.extras')}
            aria-expanded={extras}
            onClick={() => setExtras(!extras)}
          />
          <span className={classes.kept} role="status">
            {!empty && kept !== 'not yet' && t(`composer.kept_on.${kept}`)}
          </span>
          <NextStatus ticket={ticket} draft={draft} onNext={onNext} />
          <Button
            look="primary"
            disabled={!ready}
            busy={sending}
            title={t('composer.send_keys')}
            onClick={() => submit()}
          >
            {t('composer.send')}
          </Button>
        </div>
      </div>
    </section>
  )
}
