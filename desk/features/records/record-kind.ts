import type { CompanyRef, SiteRef, StatedCompany } from '../../../contract/common.ts'
import type { SubjectKind } from '../../../contract/events.ts'
import type { MergeOrder, MergePreview } from '../../../contract/merging.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { MessageKey } from '../../lib/i18n.tsx'

export type RecordName = 'contact' | 'company' | 'site' | 'equipment' | 'project'

/** Values of a record in a form: the text of each field, its company and its site. */
export type RecordValues = { fields: Record<string, string>; company: CompanyRef | null; site: SiteRef | null }

export type RecordItem = {
  id: string
  version: number
  archived: boolean
  /** Id of the record into which this one was merged. */
  mergedInto?: string | null
  values: RecordValues
  /** Company named by an outside sender; only contacts have it. */
  statedCompany?: StatedCompany | null
}

export type FieldSpec = {
  name: string
  label: MessageKey
  type: 'text' | 'tel' | 'email' | 'date' | 'area' | 'choice' | 'company' | 'site'
  required?: true
  max?: number
  /** Options of a choice. */
  choices?: readonly { value: string; label: MessageKey }[]
}

type Page = { items: RecordItem[]; next: string | null }
/** Filters and order of a list. `choice` is the value of the kind's `narrow` field. */
export type ListView = { archived?: 'true' | undefined; sort?: 'newest' | undefined; choice?: string | undefined }

export type ListQuestion = ListView & {
  text: string
  companyId?: string | undefined
  siteId?: string | undefined
  after?: string | undefined
}

/** Description of a kind of records, from which the pages of all kinds are made. */
export type RecordKind = {
  name: RecordName & SubjectKind
  path: '/contacts' | '/societes' | '/sites' | '/equipements' | '/projets'
  edit: Permission
  /** In the order of the form; the first ones name the record. */
  fields: readonly FieldSpec[]
  /** Columns of the list after the name: a field, or the first of several that has a value. */
  columns: readonly (readonly [string, ...string[]])[]
  title: (values: RecordValues) => string
  /** Choice field that filters the list. */
  narrow?: string
  list: (question: ListQuestion, signal: AbortSignal) => Promise<Page>
  /** Absent for kinds that are never merged. */
  merging?: {
    preview: (id: string, intoId: string, signal: AbortSignal) => Promise<MergePreview>
    merge: (id: string, intoId: string, order: MergeOrder) => Promise<{ id: string }>
  }
  setArchived: (id: string, archived: boolean) => Promise<RecordItem>
  show: (id: string, signal: AbortSignal) => Promise<RecordItem>
  create: (values: RecordValues) => Promise<{ id: string }>
  change: (id: string, version: number, values: RecordValues) => Promise<RecordItem>
}

/** Returns the name of a field in requests, which contain the ids of companies and sites. */
export const parameterName = ({ name, type }: FieldSpec) => (type === 'company' || type === 'site' ? `${name}Id` : name)

export const fieldOf = (values: RecordValues, name: string) =>
  name === 'company' || name === 'site' ? (values[name]?.name ?? '') : (values.fields[name] ?? '')

/** Returns the values with another company, and without the site, which belonged to the previous one. */
export const withCompany = (values: RecordValues, company: CompanyRef | null): RecordValues =>
  company?.id === values.company?.id ? values : { ...values, company, site: null }

export function blankValues(kind: RecordKind, company: CompanyRef | null, site: SiteRef | null): RecordValues {
  const choices = kind.fields.flatMap(({ name, choices: [first] = [] }) => (first ? [[name, first.value]] : []))
  return { fields: Object.fromEntries(choices), company, site }
}
