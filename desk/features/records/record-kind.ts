import type { CompanyRef, SiteRef, StatedCompany } from '../../../contract/common.ts'
import type { SubjectKind } from '../../../contract/events.ts'
import type { MergeOrder, MergePreview } from '../../../contract/merging.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { MessageKey } from '../../lib/i18n.tsx'

export type RecordName = 'contact' | 'company' | 'site' | 'equipment' | 'project'

/** A record as a form holds it: every field a text, the company it belongs to and the site where it stands. */
export type RecordValues = { fields: Record<string, string>; company: CompanyRef | null; site: SiteRef | null }

export type RecordItem = {
  id: string
  version: number
  archived: boolean
  /** The record that this one turned out to be. */
  mergedInto?: string | null
  values: RecordValues
  /** The company that somebody outside named; contacts only. */
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
/** Filters and order of a list; `choice` narrows it to one kind, or to one state. */
export type ListView = { archived?: 'true' | undefined; sort?: 'newest' | undefined; choice?: string | undefined }

export type ListQuestion = ListView & {
  text: string
  companyId?: string | undefined
  siteId?: string | undefined
  after?: string | undefined
}

/** Differences between one kind of record and the others; the screens are the same for all. */
export type RecordKind = {
  name: RecordName & SubjectKind
  path: '/contacts' | '/societes' | '/sites' | '/equipements' | '/projets'
  edit: Permission
  /** In the order of the form; the first ones name the record. */
  fields: readonly FieldSpec[]
  /** The columns of the list after the name: a field, or the first of several that is filled in. */
  columns: readonly (readonly [string, ...string[]])[]
  title: (values: RecordValues) => string
  /** The field of choices by which its list can be narrowed. */
  narrow?: string
  list: (question: ListQuestion, signal: AbortSignal) => Promise<Page>
  /** Absent on the kinds that are never merged. */
  merging?: {
    preview: (id: string, intoId: string, signal: AbortSignal) => Promise<MergePreview>
    merge: (id: string, intoId: string, order: MergeOrder) => Promise<{ id: string }>
  }
  setArchived: (id: string, archived: boolean) => Promise<RecordItem>
  show: (id: string, signal: AbortSignal) => Promise<RecordItem>
  create: (values: RecordValues) => Promise<{ id: string }>
  change: (id: string, version: number, values: RecordValues) => Promise<RecordItem>
}

/** Returns the server's name of a field, which holds a record by its id. */
export const sentAs = ({ name, type }: FieldSpec) => (type === 'company' || type === 'site' ? `${name}Id` : name)

export const fieldOf = (values: RecordValues, name: string) =>
  name === 'company' || name === 'site' ? (values[name]?.name ?? '') : (values.fields[name] ?? '')

/** With another company: what stands on a site of the former one stands nowhere. */
export const withCompany = (values: RecordValues, company: CompanyRef | null): RecordValues =>
  company?.id === values.company?.id ? values : { ...values, company, site: null }

export function blankValues(kind: RecordKind, company: CompanyRef | null, site: SiteRef | null): RecordValues {
  const choices = kind.fields.flatMap(({ name, choices: [first] = [] }) => (first ? [[name, first.value]] : []))
  return { fields: Object.fromEntries(choices), company, site }
}
