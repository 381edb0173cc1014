import type { CompanyRef } from '../../../contract/common.ts'
import type { SubjectKind } from '../../../contract/events.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { MessageKey } from '../../lib/i18n.tsx'

export type RecordName = 'contact' | 'company' | 'equipment' | 'project'

/** A record as a form holds it: every field a text, and the company it belongs to. */
export type RecordValues = { fields: Record<string, string>; company: CompanyRef | null }

export type RecordItem = { id: string; version: number; values: RecordValues }

export type FieldSpec = {
  name: string
  label: MessageKey
  type: 'text' | 'tel' | 'email' | 'date' | 'area' | 'choice' | 'company'
  required?: true
  max?: number
  /** Of a choice. */
  choices?: readonly { value: string; label: MessageKey }[]
}

type Page = { items: RecordItem[]; next: string | null }
export type ListQuestion = { text: string; companyId?: string | undefined; after?: string | undefined }

/** What makes one kind of record differ from the others; the screens are the same for all. */
export type RecordKind = {
  name: RecordName & SubjectKind
  path: '/contacts' | '/societes' | '/equipements' | '/projets'
  edit: Permission
  /** In the order of the form; the first ones name the record. */
  fields: readonly FieldSpec[]
  /** The columns of the list after the name: a field, or the first of several that is filled in. */
  columns: readonly (readonly [string, ...string[]])[]
  title: (values: RecordValues) => string
  list: (question: ListQuestion, signal: AbortSignal) => Promise<Page>
  show: (id: string, signal: AbortSignal) => Promise<RecordItem>
  create: (values: RecordValues) => Promise<{ id: string }>
  change: (id: string, version: number, values: RecordValues) => Promise<RecordItem>
}

export const fieldOf = (values: RecordValues, name: string) =>
  name === 'company' ? (values.company?.name ?? '') : (values.fields[name] ?? '')

export function blankValues(kind: RecordKind, company: CompanyRef | null = null): RecordValues {
  const choices = kind.fields.flatMap(({ name, choices: [first] = [] }) => (first ? [[name, first.value]] : []))
  return { fields: Object.fromEntries(choices), company }
}
