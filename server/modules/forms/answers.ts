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

export type FieldAnswer = { field: FormField; answer: string }

/** Returns the answers to the visible fields, in their order. */
export function readAnswers(
  form: ComposedForm,
  { answers }: Pick<NewSubmission, 'answers'>,
  sender: FormSender = 'guest',
): FieldAnswer[] {
  const hidden: readonly FormFieldKind[] = unaskedKinds[sender]
  const shown: FieldAnswer[] = []
  for (const field of form.fields) {
    const { when } = field
    if (hidden.includes(field.kind)) continue
    if (when && !shown.some((shownAnswer) => shownAnswer.field.id === when.field && shownAnswer.answer === when.is))
      continue
    shown.push({ field, answer: (answers[field.id] ?? '').trim() })
  }
  return shown
}

type SubmissionInput = Pick<NewSubmission, 'answers' | 'attachmentIds' | 'consent'> & Partial<NewClientSubmission>

/** Checks the answers. Throws invalid with the fields whose answer is missing or not acceptable. */
export function requireAnswers(form: ComposedForm, input: SubmissionInput, sender: FormSender = 'guest'): void {
  const problems = readAnswers(form, input, sender).flatMap(({ field, answer }) => {
    const path = `answers.${field.id}`
    if (field.required && answer === '' && !isChosen(field, input)) return [{ path, problem: 'required' }]
    return answer !== '' && !isAcceptable(field, answer) ? [{ path, problem: 'invalid' }] : []
  })
  if (form.consent !== '' && !input.consent) problems.push({ path: 'consent', problem: 'required' })
  if (problems.length > 0) throw new AppError('invalid', { fields: problems })
}

/** Tells whether a field is answered by a file or a chosen record instead of text. */
function isChosen({ kind }: FormField, { attachmentIds, equipmentId, projectId }: SubmissionInput): boolean {
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
const isAcceptable = (field: FormField, answer: string) => accepts[field.kind](answer, field)

export const findAnswer = (answers: FieldAnswer[], kind: FormFieldKind) =>
  answers.find(({ field }) => field.kind === kind)?.answer || null

/** Fields that the ticket holds elsewhere than in its description. */
const placedElsewhere: FormFieldKind[] = ['subject', 'description', 'kind', 'criticality', 'files', 'name']

/** Composes the ticket's description in plain text: the described problem, then the other answers under their questions. */
export function describeAnswers(answers: FieldAnswer[], locale: NewSubmission['locale']): string {
  const others = answers
    .filter(({ field, answer }) => answer !== '' && !placedElsewhere.includes(field.kind))
    .map(({ field, answer }) => {
      const text = field.kind === 'checkbox' ? translate(locale, 'forms.yes') : answer
      return `${field.label}${locale === 'fr' ? '\u00a0' : ''}: ${text}`
    })
  return [findAnswer(answers, 'description') ?? '', others.join('\n')].filter((part) => part !== '').join('\n\n')
}

/** Returns the ticket's title: the subject, else the beginning of the description, else the form's title. */
export function composeTitle(form: ComposedForm, answers: FieldAnswer[]): string {
  const words = (findAnswer(answers, 'description') ?? '').replace(/\s+/g, ' ').trim()
  const begins = words.length > 100 ? `${[...words].slice(0, 100).join('')}…` : words
  const title = findAnswer(answers, 'subject') ?? begins
  return oneLine.safeParse(title).data ?? form.title
}
