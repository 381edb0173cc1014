import type { FormField, FormFieldKind, NewClientSubmission } from '../forms.ts'

/** Kinds of the composer's own questions, which a form may have several times. */
const freeFieldKinds: readonly FormFieldKind[] = ['line', 'text', 'choice', 'checkbox']

export const isFreeKind = (kind: FormFieldKind) => freeFieldKinds.includes(kind)

const identity = ['name', 'email', 'phone', 'company'] as const

/** Kinds of fields that are hidden from a sender: a client's name and address are known, guests have no projects. */
const unaskedKinds: Record<FormSender, readonly FormFieldKind[]> = {
  guest: ['project'],
  client: identity,
  clientWithoutProject: [...identity, 'project'],
}
export type FormSender = 'guest' | 'client' | 'clientWithoutProject'

type Answers = NewClientSubmission['answers']

/** Returns the answer to a field, empty without one. */
export const answerTo = (answers: Answers, { id }: Pick<FormField, 'id'>) => (answers[id] ?? '').trim()

/** Returns the fields that a sender sees, in their order. A field with a condition follows a visible field with that answer. */
export function visibleFields(fields: FormField[], answers: Answers, sender: FormSender): FormField[] {
  const visible: FormField[] = []
  for (const field of fields) {
    const { kind, when } = field
    if (unaskedKinds[sender].includes(kind)) continue
    const isMet = when && visible.some((before) => before.id === when.field && answerTo(answers, before) === when.is)
    if (isMet !== false) visible.push(field)
  }
  return visible
}

export type SubmissionContent = Partial<Pick<NewClientSubmission, 'equipmentId' | 'projectId'>> & {
  answers: Answers
  attachmentIds: readonly unknown[]
}

/** Tells whether a field has an answer: words, files, or the record that was chosen. */
export function isAnswered(
  field: FormField,
  { answers, attachmentIds, equipmentId, projectId }: SubmissionContent,
): boolean {
  if (field.kind === 'files') return attachmentIds.length > 0
  if (field.kind === 'project') return Boolean(projectId)
  return (field.kind === 'machine' && Boolean(equipmentId)) || answerTo(answers, field) !== ''
}
