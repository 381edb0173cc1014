import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { CallError, client } from '../../contract/client.ts'
import type { Locale } from '../../contract/enums.ts'
import { forms, type PublicForm, type Received } from '../../contract/forms.ts'
import { askKnown, type Known, openKnownSending } from './known.ts'
import { Questions } from './questions.tsx'
import { openSending } from './sending.ts'
import { type Words, wordsIn } from './words.ts'

/** After so long, what the page around holds ready in the element is shown too. */
const lateMs = 5_000

type Props = { server: string; formId: string; tokenUrl: string | null; locale: Locale }

/** A form of Guichet, from its first look to the number of the ticket. */
export function SiteForm({ server, formId, tokenUrl, locale }: Props) {
  const t = wordsIn(locale)
  const [form, setForm] = useState<PublicForm | null>(null)
  const [missing, setMissing] = useState<'gone' | 'missing' | 'failed' | null>(null)
  const [late, setLate] = useState(false)
  const [received, setReceived] = useState<Received | null>(null)
  const { known, isSaid, sending, search } = useSender({ server, formId, tokenUrl, locale })
  const read = useCallback(() => {
    setMissing(null)
    const call = client({ base: server, headers: () => ({ 'accept-language': locale }) })
    call(forms.read, { params: { id: formId } }).then(setForm, (error) => setMissing(whyMissing(error)))
  }, [server, formId, locale])
  useEffect(read, [read])
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => clearTimeout(timer)
  }, [])
  if (missing || form?.isOpen === false)
    return (
      <div class="page" role="alert" lang={locale}>
        <p>{t(missing ?? 'closed')}</p>
        {missing === 'failed' && (
          <button type="button" class="button" onClick={read}>
            {t('again')}
          </button>
        )}
        {missing === 'failed' && <slot />}
      </div>
    )
  if (!form || !isSaid)
    return (
      <div class="page" role="status" lang={locale}>
        {t('loading')}
        {late && <slot />}
      </div>
    )
  const writer = known && search ? { ...known, search } : null
  return (
    <div class="page" lang={locale}>
      {received ? (
        <Done received={received} server={server} t={t} onAgain={() => setReceived(null)} />
      ) : (
        <Questions form={form} sending={sending} known={writer} t={t} onDone={setReceived} />
      )}
    </div>
  )
}

/** Who writes, as the website says; a guest, where it says nothing. */
function useSender({ server, formId, tokenUrl, locale }: Props) {
  const [known, setKnown] = useState<Known | null | undefined>(tokenUrl === null ? null : undefined)
  const ask = useCallback(() => askKnown(server, tokenUrl, locale), [server, tokenUrl, locale])
  useEffect(() => {
    ask().then(setKnown, () => setKnown(null))
  }, [ask])
  const { sending, search } = useMemo(
    () =>
      known
        ? openKnownSending({ server, formId, locale, known, ask, onOther: setKnown })
        : { sending: openSending(server, formId, locale), search: null },
    [server, formId, locale, known, ask],
  )
  return { known: known ?? null, isSaid: known !== undefined, sending, search }
}

function Done({ received, server, t, onAgain }: { received: Received; server: string; t: Words; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { number, path, isAddressAsked } = received
  return (
    <div role="status">
      <h2 ref={heading} tabIndex={-1}>
        {t('done.title')}
      </h2>
      <p>{t('done.number', { number: `T-${number}` })}</p>
      {path === null && <p>{t('done.known')}</p>}
      {path && (
        <>
          <p>
            <a class="button main" href={server + path} target="_blank" rel="noopener noreferrer">
              {t('done.follow')}
            </a>
          </p>
          <p class="small">{t('done.keep')}</p>
        </>
      )}
      {isAddressAsked && <p>{t('done.confirm')}</p>}
      <button type="button" class="button" onClick={onAgain}>
        {t('done.other')}
      </button>
    </div>
  )
}

function whyMissing(error: unknown) {
  if (!(error instanceof CallError)) return 'failed'
  if (error.code === 'not_found') return 'gone'
  return error.code === 'invalid' ? 'missing' : 'failed'
}
