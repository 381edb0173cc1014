import { Email, Line, Phone } from '../../../contract/common.ts'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { ComposedForm, FormField, FormFieldKind, NewSubmission } from '../../../contract/forms.ts'
import {
  answerTo,
  type FormSender,
  isAnswered,
  type SubmissionContent,
  visibleFields,
} from '../../../contract/rules/form-fields.ts'
import { translate } from '../../../i18n/index.ts'
import { AppError } from '../../platform/app-error.ts'

export type FieldAnswer = { field: FormField; answer: string }

/** Returns the answers to the visible fields, in their order. */
export function readAnswers(
  form: ComposedForm,
  { answers }: Pick<NewSubmission, 'answers'>,
  sender: FormSender = 'guest',
): FieldAnswer[] {
  return visibleFields(form.fields, answers, sender).map((field) => ({ field, answer: answerTo(answers, field) }))
}

type SubmissionInput = SubmissionContent & Pick<NewSubmission, 'consent'>

/** Checks the answers. Throws invalid with the fields whose answer is missing or not acceptable. */
export function requireAnswers(form: ComposedForm, input: SubmissionInput, sender: FormSender = 'guest'): void {
  const problems = readAnswers(form, input, sender).flatMap(({ field, answer }) => {
    const path = `answers.${field.id}`
    if (field.required && !isAnswered(field, input)) return [{ path, problem: 'required' }]
    return answer !== '' && !isAcceptable(field, answer) ? [{ path, problem: 'invalid' }] : []
  })
  if (form.consent !== '' && !input.consent) problems.push({ path: 'consent', problem: 'required' })
  if (problems.length > 0) throw new AppError('invalid', { fields: problems })
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
