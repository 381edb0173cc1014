import { Email, Line, Phone } from '../../../contract/common.ts'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import {
  type ComposedForm,
  type FormField,
  type FormFieldKind,
  type FormSender,
  type NewClientSubmission,
  type NewSubmission,
  unaskedKinds,
} from '../../../contract/forms.ts'
import { translate } from '../../../i18n/index.ts'
import { AppError } from '../../platform/app-error.ts'

export type Answered = { field: FormField; answer: string }

/** What was answered to the fields that were shown, in their order. */
export function readAnswers(
  form: ComposedForm,
  { answers }: Pick<NewSubmission, 'answers'>,
  sender: FormSender = 'guest',
): Answered[] {
  const unasked: readonly FormFieldKind[] = unaskedKinds[sender]
  const shown: Answered[] = []
  for (const field of form.fields) {
    const { when } = field
    if (unasked.includes(field.kind)) continue
    if (when && !shown.some((one) => one.field.id === when.field && one.answer === when.is)) continue
    shown.push({ field, answer: (answers[field.id] ?? '').trim() })
  }
  return shown
}

type Submitted = Pick<NewSubmission, 'answers' | 'attachmentIds' | 'consent'> & Partial<NewClientSubmission>

/** Throws invalid, with the fields that lack an answer or have one that cannot be. */
export function requireAnswers(form: ComposedForm, input: Submitted, sender: FormSender = 'guest'): void {
  const problems = readAnswers(form, input, sender).flatMap(({ field, answer }) => {
    const path = `answers.${field.id}`
    if (field.required && answer === '' && !isChosen(field, input)) return [{ path, problem: 'required' }]
    return answer !== '' && !canBe(field, answer) ? [{ path, problem: 'invalid' }] : []
  })
  if (form.consent !== '' && !input.consent) problems.push({ path: 'consent', problem: 'required' })
  if (problems.length > 0) throw new AppError('invalid', { fields: problems })
}

/** What is answered by more than words. */
function isChosen({ kind }: FormField, { attachmentIds, equipmentId, projectId }: Submitted): boolean {
  if (kind === 'files') return attachmentIds.length > 0
  return (kind === 'machine' && Boolean(equipmentId)) || (kind === 'project' && Boolean(projectId))
}

const oneLine = Line(200)
const accepts: Record<FormFieldKind, (answer: string, field: FormField) => boolean> = {
  name: (answer) => oneLine.safeParse(answer).success,
  email: (answer) => Email.safeParse(answer).success,
  phone: (answer) => Phone.safeParse(answer).success,
  company: (answer) => oneLine.safeParse(answer).success,
  subject: (answer) => oneLine.safeParse(answer).success,
  description: () => true,
  kind: (answer) => TicketKind.safeParse(answer).success,
  criticality: (answer) => Criticality.safeParse(answer).success,
  machine: (answer) => oneLine.safeParse(answer).success,
  project: () => false,
  files: () => false,
  line: (answer) => Line(1_000).safeParse(answer).success,
  text: () => true,
  choice: (answer, { options }) => options.includes(answer),
  checkbox: (answer) => answer === 'yes',
}
const canBe = (field: FormField, answer: string) => accepts[field.kind](answer, field)

export const answerTo = (answers: Answered[], kind: FormFieldKind) =>
  answers.find(({ field }) => field.kind === kind)?.answer || null

/** What has a place of its own on the ticket. */
const placed: FormFieldKind[] = ['subject', 'description', 'kind', 'criticality', 'files', 'name']

/** The description of the ticket: what was described, then each other answer under its question. Plain text. */
export function describeAnswers(answers: Answered[], locale: NewSubmission['locale']): string {
  const others = answers
    .filter(({ field, answer }) => answer !== '' && !placed.includes(field.kind))
    .map(({ field, answer }) => {
      const said = field.kind === 'checkbox' ? translate(locale, 'forms.yes') : answer
      return `${field.label}${locale === 'fr' ? '\u00a0' : ''}: ${said}`
    })
  return [answerTo(answers, 'description') ?? '', others.join('\n')].filter((part) => part !== '').join('\n\n')
}

/** Its subject, or how its description begins. */
export function titleOf(form: ComposedForm, answers: Answered[]): string {
  const words = (answerTo(answers, 'description') ?? '').replace(/\s+/g, ' ').trim()
  const begins = words.length > 100 ? `${[...words].slice(0, 100).join('')}…` : words
  const title = answerTo(answers, 'subject') ?? begins
  return oneLine.safeParse(title).data ?? form.title
}
