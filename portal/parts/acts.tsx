import { useEffect, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import type { PortalTicket } from '../../contract/portal.ts'
import { call, errorText, isRefusal, portal } from '../lib/api.ts'
import { clientStorage } from '../lib/client-storage.ts'
import { t } from '../lib/i18n.ts'
import { ownStorageKey } from '../lib/session.ts'

const acts = [
  { act: 'contest', to: 'disputed' },
  { act: 'reopen', to: 'opened' },
  { act: 'cancel', to: 'cancelled' },
] as const
type Act = (typeof acts)[number]
type Props = { ticket: PortalTicket; onDone: (ticket: PortalTicket) => void }

/** Decisions of a client about a request; each asks for a reason. */
export function Acts({ ticket, onDone }: Props) {
  const [asked, setAsked] = useState<Act | null>(null)
  const possible = acts.filter(({ act }) => ticket.can[act])
  if (possible.length === 0) return null
  return (
    <div class="acts">
      {possible.map((one) => (
        <button type="button" key={one.act} class="button" onClick={() => setAsked(one)}>
          {t(`act.${one.act}`)}
        </button>
      ))}
      {asked && <Why act={asked} ticket={ticket} onDone={onDone} onClose={() => setAsked(null)} />}
    </div>
  )
}

function Why({ act: { act, to }, ticket, onDone, onClose }: Props & { act: Act; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const key = useRef(newKey())
  const place = ownStorageKey(`motif.${act}.${ticket.id}`)
  const [note, setNote] = useState(clientStorage.read<string>(place) ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])

  const write = (text: string) => {
    setNote(text)
    clientStorage.write(place, text)
  }
  async function send(event: Event) {
    event.preventDefault()
    if (note.trim() === '') return setProblem(t('act.why_missing'))
    setBusy(true)
    try {
      const body = { to, note, version: ticket.version }
      onDone(await call(portal.setStatus, { params: { id: ticket.id }, body }, { idempotencyKey: key.current }))
      clientStorage.write(place, null)
      dialog.current?.close()
    } catch (error) {
      setProblem(errorText(error))
      setBusy(false)
      // Without a response the key stays: the act may have been done.
      if (isRefusal(error)) key.current = newKey()
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="act" onClose={onClose}>
      <form onSubmit={send}>
        <h2 id="act">{t(`act.${act}`)}</h2>
        <label class="field">
          {t(`act.why_${act}`)}
          <textarea
            rows={4}
            value={note}
            aria-invalid={problem !== null}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </label>
        {problem && (
          <p class="wrong" role="alert">
            {problem}
          </p>
        )}
        <div class="adding">
          <button type="submit" class="button main" disabled={busy}>
            {t(`act.${act}`)}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('act.keep')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
