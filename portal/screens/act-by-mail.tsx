import { useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { byMail } from '../../contract/endpoints/by-mail.ts'
import { ticketPath } from '../../contract/rules/page-addresses.ts'
import { call, errorText, isCode, isRefusal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { isPassOf, navigate } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { Heading } from '../parts/heading.tsx'
import { StarChoice } from '../parts/rating.tsx'
import { RequestNewLink } from './request-new-link.tsx'

type Props = {
  act: 'rate' | 'contest'
  ticketId: string
  /** Act pass of the mail. */
  actPass: string
  /** Pass that names its recipient, for a sign-in link. */
  pass: string | null
  /** Stars chosen in the mail; 0 for none. */
  stars: number
}
type State = 'asking' | 'busy' | 'done' | 'over'

/**
 * Page behind the buttons of a mail about a resolution. Mail scanners open links too, so it requires one more click.
 */
export function ActByMail({ act, ticketId, actPass, pass, stars: chosen }: Props) {
  const [state, setState] = useState<State>('asking')
  const [stars, setStars] = useState(chosen >= 1 && chosen <= 5 ? Math.floor(chosen) : 0)
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const key = useRef(newKey())
  const isIn = isPassOf(actPass, me.value?.id)

  async function send(event: Event) {
    event.preventDefault()
    if (act === 'rate' && stars === 0 && words.trim() === '') return setProblem(t('rate.missing'))
    setState('busy')
    setProblem(null)
    try {
      await tell()
      if (isIn) navigate(ticketPath(ticketId), 'replace')
      else setState('done')
    } catch (error) {
      if (isRefusal(error)) key.current = newKey()
      const isOver = isCode(error, 'link_expired') || isCode(error, 'not_rateable') || isCode(error, 'not_found')
      if (!isOver) setProblem(errorText(error))
      setState(isOver ? 'over' : 'asking')
    }
  }

  function tell() {
    const params = { id: ticketId }
    const options = { idempotencyKey: key.current }
    if (act === 'rate') {
      const rating = { pass: actPass, stars: stars || null, words }
      return call(byMail.rate, { params, body: rating }, options)
    }
    const note = words.trim() || t('act.contest')
    return call(byMail.contest, { params, body: { pass: actPass, note } }, options)
  }

  if (state === 'done' || state === 'over') return <After {...{ act, ticketId, pass }} isOver={state === 'over'} />
  return (
    <form class="narrow rating" key="asking" onSubmit={send}>
      <Heading>{t(act === 'rate' ? 'by_mail.rate' : 'act.contest')}</Heading>
      {act === 'rate' && <StarChoice stars={stars} onChoose={setStars} />}
      <label class="field">
        {t(act === 'rate' ? 'rate.words' : 'by_mail.words_contest')}
        <textarea rows={3} maxLength={1000} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button main" disabled={state === 'busy'}>
        {t(act === 'rate' ? 'rate.send' : 'act.contest')}
      </button>
    </form>
  )
}

type AfterProps = Pick<Props, 'act' | 'ticketId' | 'pass'> & { isOver: boolean }

function After({ act, ticketId, pass, isOver }: AfterProps) {
  const [opening, setOpening] = useState(false)
  if (opening && pass) return <RequestNewLink ticketId={ticketId} pass={pass} />
  const open = () => (pass && !me.value ? setOpening(true) : navigate(ticketPath(ticketId), 'replace'))
  return (
    <div class="narrow" key="after">
      <Heading>{t(isOver ? 'by_mail.over' : 'by_mail.done')}</Heading>
      {(isOver || act === 'contest') && (
        <p role="status">{t(isOver ? 'by_mail.over_words' : 'by_mail.done_contest')}</p>
      )}
      <button type="button" class="button main" onClick={open}>
        {t('by_mail.open')}
      </button>
    </div>
  )
}
