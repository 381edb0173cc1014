import { useEffect, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { CallError } from '../../contract/client.ts'
import type { FormField, PublicForm, SubmissionReceipt } from '../../contract/forms.ts'
import { emailShape } from '../../contract/rules/email-shape.ts'
import {
  answerTo,
  type FormSender,
  isAnswered,
  type SubmissionContent,
  visibleFields,
} from '../../contract/rules/form-fields.ts'
import { phonePattern } from '../../contract/rules/phone-pattern.ts'
import { fileDropHandlers } from '../file-picker/file-drop.ts'
import type { SignedInSender } from './client-submitter.ts'
import { Field } from './field.tsx'
import { FileField, useFiles } from './files.tsx'
import type { FormTranslate } from './form-translate.ts'
import { type FormSubmitter, isPassExpired } from './guest-submitter.ts'
import type { MachinePart, MachineSearch } from './machine.tsx'
import { tabStorage } from './tab-storage.ts'

type Answers = Record<string, string>

type Writer = SignedInSender & { search: MachineSearch; machine: MachinePart }

type Asked = {
  form: PublicForm
  sending: FormSubmitter
  /** Sender signed in at the website, with the search of their machines. */
  known: Writer | null
  t: FormTranslate
  /** Null in a preview, which sends nothing. */
  onDone: ((received: SubmissionReceipt) => void) | null
}

/** Questions of a form for one sender, with their answers until the form is sent. */
export function Questions({ form, sending, known, t, onDone }: Asked) {
  const isPreview = onDone === null
  const [answers, setAnswers] = useState<Answers>(() => tabStorage.read<Answers>(sending.place) ?? {})
  const [consent, setConsent] = useState(false)
  const [problems, setProblems] = useState<Answers>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const files = useFiles(sending, form.fileLimit)
  const element = useRef<HTMLFormElement>(null)
  const trap = useRef<HTMLInputElement>(null)
  const keyPlace = keyPlaceOf(sending)
  // A submission without a response is sent again under its key, even after a reload.
  const key = useRef(tabStorage.read<string>(keyPlace) ?? newKey())
  const shown = visibleFields(form.fields, answers, senderOf(known))
  const [isResumed] = useState(Object.keys(answers).length > 0)
  useEffect(() => {
    if (isResumed) sending.begin()
  }, [sending, isResumed])
  const sentBy = useRef(sending)
  useEffect(() => {
    if (sentBy.current === sending) return
    // The sender has changed: keep what was typed, and drop what was chosen.
    const former = sentBy.current
    sentBy.current = sending
    tabStorage.write(former.place, null)
    tabStorage.write(keyPlaceOf(former), null)
    key.current = newKey()
    const typed = typedOf(form.fields, answers, known !== null)
    setAnswers(typed)
    setConsent(false)
    tabStorage.write(sending.place, typed)
    files.renew(former)
    setFailure(t('session_over'))
    setBusy(false)
  })

  const change = (id: string, value: string) => {
    const next = { ...answers, [id]: value }
    setAnswers(next)
    setProblems(({ [id]: _, ...others }) => others)
    key.current = newKey()
    tabStorage.write(keyPlace, null)
    tabStorage.write(sending.place, next)
  }
  const refuse = (found: Answers) => {
    setProblems(found)
    const first = Object.keys(found)[0]
    if (first) element.current?.querySelector<HTMLElement>(`#${first}`)?.focus()
  }

  async function send(event: Event) {
    event.preventDefault()
    setFailure(null)
    const written = writtenOf(shown, answers, known, t)
    // Files that are still being sent count as an answer.
    const found = problemsOf(shown, { ...written, attachmentIds: files.list }, t)
    if (form.consent && !consent) found.consent = t('consent')
    if (Object.keys(found).length > 0) return refuse(found)
    if (files.hasFailed) return setFailure(t('files.held'))
    if (files.isOnTheWay) return setFailure(t('files.wait'))
    if (!onDone) return
    setBusy(true)
    const website = trap.current?.value ?? ''
    try {
      const body = { ...written, attachmentIds: files.ids, consent, website }
      tabStorage.write(keyPlace, key.current)
      const received = await sending.submit(body, key.current)
      tabStorage.write(keyPlace, null)
      tabStorage.write(sending.place, null)
      files.clear()
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
      if (isPassExpired(error)) {
        key.current = newKey()
        files.renew()
      }
      setFailure(failureOf(error, t))
    }
  }

  const count = Object.keys(problems).length
  const takesFiles = shown.some(({ kind }) => kind === 'files')
  return (
    <form
      ref={element}
      noValidate
      onSubmit={send}
      onFocusIn={sending.begin}
      {...fileDropHandlers((dropped) => takesFiles && files.add(dropped))}
    >
      <h2>{form.title}</h2>
      {form.intro && <p class="intro">{form.intro}</p>}
      {known && <p class="intro">{t('known', { name: known.name })}</p>}
      {shown.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={answers[field.id] ?? ''}
          problem={problems[field.id]}
          t={t}
          projects={known?.projects ?? []}
          onChange={(value) => change(field.id, value)}
        >
          {field.kind === 'files' ? (
            <FileField files={files} t={t} label={field.label} />
          ) : choosesMachine(field, known) ? (
            <known.machine.MachineChoice
              label={field.label}
              machines={known.machines}
              search={known.search}
              value={answers[field.id] ?? ''}
              t={t}
              onChange={(value) => change(field.id, value)}
            />
          ) : null}
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

function senderOf(known: SignedInSender | null): FormSender {
  if (!known) return 'guest'
  return known.projects.length > 0 ? 'client' : 'clientWithoutProject'
}

function choosesMachine<T extends SignedInSender>({ kind }: FormField, known: T | null): known is T {
  return kind === 'machine' && known !== null && known.machines.length > 0
}

const noMachine = { equipmentId: null, words: '' }

/** Returns the submission's answers. Machine and project are separate fields. */
function writtenOf(shown: FormField[], answers: Answers, known: Writer | null, t: FormTranslate) {
  const machine = shown.find((field) => choosesMachine(field, known))
  const project = shown.find(({ kind }) => kind === 'project')
  const { equipmentId, words } = known?.machine.readMachine(machine && answers[machine.id], t) ?? noMachine
  const said = shown
    .filter((field) => field !== project)
    .map((field) => [field.id, field === machine ? words : (answers[field.id] ?? '')])
  return {
    answers: Object.fromEntries(said) as Answers,
    equipmentId,
    projectId: (project && answers[project.id]) || null,
  }
}

const keyPlaceOf = ({ place }: FormSubmitter) => place && `${place}.cle`

/** Converts answers for another sender: chosen projects are dropped, and a chosen machine becomes text for a guest. */
function typedOf(fields: FormField[], answers: Answers, isKnown: boolean): Answers {
  const typed = { ...answers }
  for (const { id, kind } of fields) {
    if (kind === 'project') delete typed[id]
    if (kind === 'machine') typed[id] = isKnown ? '' : (typed[id] ?? '').replace(/^=\S+ |^\?/, '')
  }
  return typed
}

function problemsOf(shown: FormField[], given: SubmissionContent, t: FormTranslate): Answers {
  const found: Answers = {}
  for (const field of shown) {
    const { id, kind, required } = field
    const answer = answerTo(given.answers, field)
    if (required && !isAnswered(field, given)) found[id] = t('required')
    else if (answer && kind === 'email' && !emailShape.test(answer)) found[id] = t('invalid.email')
    else if (answer && kind === 'phone' && !phonePattern.test(answer)) found[id] = t('invalid.phone')
  }
  return found
}

function fieldsOf(error: unknown): { path: string; problem: string }[] {
  if (!(error instanceof CallError) || error.code !== 'invalid') return []
  return (error.details.fields as { path: string; problem: string }[] | undefined) ?? []
}

function failureOf(error: unknown, t: FormTranslate): string {
  if (!(error instanceof CallError)) return t('other')
  if (error.code === 'unreachable') return t('unreachable')
  return error.status < 500 && error.message ? error.message : t('other')
}
