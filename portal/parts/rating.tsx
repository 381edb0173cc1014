import { useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import type { PortalTicket } from '../../contract/portal.ts'
import { call, errorText, portal } from '../lib/api.ts'
import { clientStorage } from '../lib/client-storage.ts'
import { t } from '../lib/i18n.ts'
import { ownStorageKey } from '../lib/session.ts'

type Props = { ticket: PortalTicket; onDone: (ticket: PortalTicket) => void }

/** Shows the client's rating of the resolution, and lets them add or change it. */
export function Rating({ ticket, onDone }: Props) {
  const [changing, setChanging] = useState(false)
  const { rating, can } = ticket
  if (can.rate && (changing || !rating))
    return (
      <Form
        ticket={ticket}
        onDone={(rated) => {
          setChanging(false)
          onDone(rated)
        }}
      />
    )
  if (!rating) return null
  return (
    <section class="rating" aria-label={t('rate.yours')}>
      <p>
        {t('rate.yours')} {rating.stars !== null && <Stars count={rating.stars} />}{' '}
        {rating.words && <bdi class="plain">— {rating.words}</bdi>}
      </p>
      {can.rate && (
        <button type="button" class="quiet" onClick={() => setChanging(true)}>
          {t('rate.change')}
        </button>
      )}
    </section>
  )
}

const Stars = ({ count }: { count: number }) => (
  <span class="stars" role="img" aria-label={t('rate.stars', { count })}>
    {'★'.repeat(count)}
    {'☆'.repeat(5 - count)}
  </span>
)

function Form({ ticket, onDone }: Props) {
  const place = ownStorageKey(`avis.${ticket.id}`)
  const [stars, setStars] = useState(ticket.rating?.stars ?? 0)
  const [words, setWords] = useState(clientStorage.read<string>(place) ?? ticket.rating?.words ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const key = useRef(newKey())

  const write = (text: string) => {
    setWords(text)
    clientStorage.write(place, text)
  }
  async function send(event: Event) {
    event.preventDefault()
    if (stars === 0 && words.trim() === '') return setProblem(t('rate.missing'))
    setBusy(true)
    try {
      const rated = await call(
        portal.rate,
        { params: { id: ticket.id }, body: { stars: stars || null, words } },
        { idempotencyKey: key.current },
      )
      clientStorage.write(place, null)
      onDone(rated)
    } catch (error) {
      setProblem(errorText(error))
      setBusy(false)
      key.current = newKey()
    }
  }

  return (
    <form class="rating" onSubmit={send}>
      <StarChoice
        stars={stars}
        onChoose={(count) => {
          setStars(count)
          setProblem(null)
        }}
      />
      <label class="field">
        {t('rate.words')}
        <textarea rows={2} maxLength={1000} value={words} onInput={(event) => write(event.currentTarget.value)} />
      </label>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        {t('rate.send')}
      </button>
    </form>
  )
}

/** @param stars chosen so far, 0: none */
export function StarChoice({ stars, onChoose }: { stars: number; onChoose: (count: number) => void }) {
  return (
    <fieldset>
      <legend>{t('rate.title')}</legend>
      <div class="choose">
        {[1, 2, 3, 4, 5].map((count) => (
          <label key={count} data-on={count <= stars || undefined}>
            <input type="radio" class="sr" name="stars" checked={count === stars} onChange={() => onChoose(count)} />
            <span class="sr">{t('rate.stars', { count })}</span>
            <span aria-hidden="true">{count <= stars ? '★' : '☆'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
