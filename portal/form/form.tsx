import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { CallError, client } from '../../contract/client.ts'
import { forms } from '../../contract/endpoints/forms.ts'
import type { Locale } from '../../contract/enums.ts'
import type { PublicForm, SubmissionReceipt } from '../../contract/forms.ts'
import type { SignedInSender } from './client-submitter.ts'
import { createFormTranslate, type FormTranslate } from './form-translate.ts'
import { createGuestSubmitter } from './guest-submitter.ts'
import { Questions } from './questions.tsx'
import { tabStorage } from './tab-storage.ts'

/** Delay after which the fallback content of the element is shown. */
const lateMs = 5_000

type Props = { server: string; formId: string; tokenUrl: string | null; locale: Locale }

/** Form, from loading to the number of the ticket. */
export function SiteForm({ server, formId, tokenUrl, locale }: Props) {
  const t = createFormTranslate(locale)
  const [form, setForm] = useState<PublicForm | null>(null)
  const [missing, setMissing] = useState<'gone' | 'missing' | 'failed' | null>(null)
  const [late, setLate] = useState(false)
  const [received, setReceived] = useState(() => readReceipt(formId))
  const receive = (next: SubmissionReceipt | null) => {
    setReceived(next)
    // Only guests get a link; signed-in clients find the request in the portal.
    tabStorage.write(receivedPlace(formId), next?.path ? next : null)
  }
  const { writer, isSaid, sending } = useSender({ server, formId, tokenUrl, locale })
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
  return (
    <div class="page" lang={locale}>
      {received ? (
        <Done received={received} server={server} t={t} onAgain={() => receive(null)} />
      ) : (
        <Questions form={form} sending={sending} known={writer} t={t} onDone={receive} />
      )}
    </div>
  )
}

const receivedPlace = (formId: string) => `${formId}.recu`

/** Returns the receipt of this tab's submission after a reload. A new visit starts a new submission. */
function readReceipt(formId: string): SubmissionReceipt | null {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (visit?.type === 'navigate') tabStorage.write(receivedPlace(formId), null)
  return tabStorage.read<SubmissionReceipt>(receivedPlace(formId))
}

/** Returns the sender signed in at the website, or null for a guest. */
function useSender({ server, formId, tokenUrl, locale }: Props) {
  const [known, setKnown] = useState<SignedInSender | null | undefined>(tokenUrl === null ? null : undefined)
  // Loaded on demand: most senders are guests.
  const part = useRef<typeof import('./client-submitter.ts') | null>(null)
  const ask = useCallback(async () => {
    if (tokenUrl === null) return null
    const recognise = async () => {
      part.current = await import('./client-submitter.ts')
      return part.current.requestSignedInSender(server, tokenUrl, locale)
    }
    // A website that does not respond must not prevent a submission.
    const silence = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('token-url')), lateMs))
    return Promise.race([recognise(), silence])
  }, [server, tokenUrl, locale])
  useEffect(() => {
    ask().then(setKnown, () => setKnown(null))
  }, [ask])
  const { sending, writer } = useMemo(() => {
    if (!known || !part.current) return { sending: createGuestSubmitter(server, formId, locale), writer: null }
    const { createClientSubmitter: openKnownSending, machinePart: machine } = part.current
    const { sending, search } = openKnownSending({ server, formId, locale, known, ask, onOther: setKnown })
    return { sending, writer: { ...known, search, machine } }
  }, [server, formId, locale, known, ask])
  return { writer, isSaid: known !== undefined, sending }
}

function Done({
  received,
  server,
  t,
  onAgain,
}: {
  received: SubmissionReceipt
  server: string
  t: FormTranslate
  onAgain: () => void
}) {
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
          <CopyLink text={`T-${number} ${server}${path}`} t={t} />
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

function CopyLink({ text, t }: { text: string; t: FormTranslate }) {
  const [copied, setCopied] = useState(false)
  // Browsers offer the clipboard to secure pages only.
  if (!navigator.clipboard) return null
  return (
    <button
      type="button"
      class="button"
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => {},
        )
      }
    >
      {t(copied ? 'done.copied' : 'done.copy')}
    </button>
  )
}

function whyMissing(error: unknown) {
  if (!(error instanceof CallError)) return 'failed'
  if (error.code === 'not_found') return 'gone'
  return error.code === 'invalid' ? 'missing' : 'failed'
}
