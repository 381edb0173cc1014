import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { CallError } from '../../contract/client.ts'
import type { Locale } from '../../contract/enums.ts'
import type { FormField, PublicForm, Received } from '../../contract/forms.ts'
import { Field } from './field.tsx'
import { FileField, useFiles } from './files.tsx'
import { type FormSending, openSending } from './sending.ts'
import { type Words, wordsIn } from './words.ts'

type Props = { server: string; formId: string; locale: Locale }
type Answers = Record<string, string>

/** A form of Guichet, from its first look to the number of the ticket. */
export function GuestForm({ server, formId, locale }: Props) {
  const t = wordsIn(locale)
  const sending = useMemo(() => openSending(server, formId, locale), [server, formId, locale])
  const [form, setForm] = useState<PublicForm | null>(null)
  const [missing, setMissing] = useState(false)
  const [received, setReceived] = useState<Received | null>(null)
  useEffect(() => {
    sending.read().then(setForm, () => setMissing(true))
  }, [sending])
  if (missing || form?.isOpen === false)
    return (
      <p class="page" role="alert">
        {t(missing ? 'missing' : 'closed')}
      </p>
    )
  if (!form) return <p class="page">{t('loading')}</p>
  return (
    <div class="page" lang={locale}>
      {received ? (
        <Done received={received} server={server} t={t} onAgain={() => setReceived(null)} />
      ) : (
        <Questions form={form} sending={sending} locale={locale} t={t} onDone={setReceived} />
      )}
    </div>
  )
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
      <p>{number === null ? t('done.looked') : t('done.number', { number: `T-${number}` })}</p>
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

type Asked = {
  form: PublicForm
  sending: FormSending
  locale: Locale
  t: Words
  /** null: a preview, which sends nothing and keeps nothing. */
  onDone: ((received: Received) => void) | null
}

export function Questions({ form, sending, locale, t, onDone }: Asked) {
  const isPreview = onDone === null
  const kept = useMemo(() => (isPreview ? keepsNothing : keeper(form.id)), [form.id, isPreview])
  const [answers, setAnswers] = useState<Answers>(kept.read)
  const [consent, setConsent] = useState(false)
  const [problems, setProblems] = useState<Answers>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const files = useFiles(sending, t, form.fileLimit)
  const element = useRef<HTMLFormElement>(null)
  const trap = useRef<HTMLInputElement>(null)
  const key = useRef(newKey())
  const shown = form.fields.filter((field, at) => isShown(field, form.fields.slice(0, at), answers))
  const [isResumed] = useState(Object.keys(answers).length > 0)
  useEffect(() => {
    if (isResumed) sending.begin()
  }, [sending, isResumed])

  const change = (id: string, value: string) => {
    const next = { ...answers, [id]: value }
    setAnswers(next)
    setProblems(({ [id]: _, ...others }) => others)
    kept.write(next)
  }
  const refuse = (found: Answers) => {
    setProblems(found)
    const first = Object.keys(found)[0]
    if (first) element.current?.querySelector<HTMLElement>(`#${first}`)?.focus()
  }

  async function send(event: Event) {
    event.preventDefault()
    setFailure(null)
    const found = problemsOf(shown, answers, files.ids.length, t)
    if (form.consent && !consent) found.consent = t('consent')
    if (Object.keys(found).length > 0) return refuse(found)
    if (files.isOnTheWay) return setFailure(t('files.wait'))
    if (!onDone) return
    setBusy(true)
    const asked = Object.fromEntries(shown.map(({ id }) => [id, answers[id] ?? '']))
    const website = trap.current?.value ?? ''
    try {
      const body = { answers: asked, attachmentIds: files.ids, consent, website, locale }
      const received = await sending.submit(body, key.current)
      kept.write({})
      sending.another()
      onDone(received)
    } catch (error) {
      setBusy(false)
      const refused = fieldsOf(error)
      if (refused.length > 0)
        return refuse(
          Object.fromEntries(
            refused.map(({ path, problem }) => [
              path.replace('answers.', ''),
              t(problem === 'required' ? 'required' : 'invalid'),
            ]),
          ),
        )
      setFailure(failureOf(error, t))
    }
  }

  const count = Object.keys(problems).length
  return (
    <form
      ref={element}
      noValidate
      onSubmit={send}
      onFocusIn={sending.begin}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        if (shown.some(({ kind }) => kind === 'files')) files.add(event.dataTransfer?.files ?? [])
      }}
    >
      <h2>{form.title}</h2>
      {form.intro && <p class="intro">{form.intro}</p>}
      {shown.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={answers[field.id] ?? ''}
          problem={problems[field.id]}
          t={t}
          onChange={(value) => change(field.id, value)}
        >
          {field.kind === 'files' && <FileField files={files} t={t} label={field.label} />}
        </Field>
      ))}
      <label class="trap" aria-hidden="true">
        {t('trap')}
        <input ref={trap} name="website" tabIndex={-1} autocomplete="off" />
      </label>
      {form.consent && (
        <div class="field">
          <label class="choice">
            <input
              id="consent"
              type="checkbox"
              checked={consent}
              aria-invalid={problems.consent ? true : undefined}
              aria-describedby={problems.consent ? 'consent-wrong' : undefined}
              onChange={(event) => setConsent(event.currentTarget.checked)}
            />
            {form.consent}
          </label>
          {problems.consent && (
            <small id="consent-wrong" class="wrong">
              {problems.consent}
            </small>
          )}
        </div>
      )}
      {(failure || count > 0) && (
        <p class="wrong" role="alert">
          {failure ?? t('check', { count })}
        </p>
      )}
      <button class="button main" type="submit" disabled={busy}>
        {t(isPreview ? 'preview' : busy ? 'sending' : 'send')}
      </button>
    </form>
  )
}

function isShown({ kind, when }: FormField, before: FormField[], answers: Answers): boolean {
  if (kind === 'project') return false
  if (!when) return true
  const at = before.findIndex(({ id }) => id === when.field)
  const asked = before[at]
  return asked !== undefined && answers[when.field] === when.is && isShown(asked, before.slice(0, at), answers)
}

function problemsOf(shown: FormField[], answers: Answers, files: number, t: Words): Answers {
  const found: Answers = {}
  for (const { id, kind, required } of shown) {
    const answer = (answers[id] ?? '').trim()
    if (required && (kind === 'files' ? files === 0 : answer === '')) found[id] = t('required')
    else if (answer && kind === 'email' && !/^\S+@\S+\.\S+$/.test(answer)) found[id] = t('invalid.email')
    else if (answer && kind === 'phone' && !/^[+()\d\s./-]*\d[+()\d\s./-]*$/.test(answer))
      found[id] = t('invalid.phone')
  }
  return found
}

function fieldsOf(error: unknown): { path: string; problem: string }[] {
  if (!(error instanceof CallError) || error.code !== 'invalid') return []
  return (error.details.fields as { path: string; problem: string }[] | undefined) ?? []
}

function failureOf(error: unknown, t: Words): string {
  if (!(error instanceof CallError)) return t('other')
  if (error.code === 'unreachable') return t('unreachable')
  return error.status < 500 && error.message ? error.message : t('other')
}

const keepsNothing = { read: (): Answers => ({}), write() {} }

/** What was written waits here for a reload; some browsers refuse, and it is only forgotten. */
function keeper(formId: string) {
  const place = `guichet.formulaire.${formId}`
  return {
    read(): Answers {
      try {
        return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Answers
      } catch {
        return {}
      }
    },
    write(answers: Answers) {
      try {
        sessionStorage.setItem(place, JSON.stringify(answers))
      } catch {}
    },
  }
}
