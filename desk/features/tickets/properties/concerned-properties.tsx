import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { PickList } from '../../../../ui/pick-list.tsx'
import { contactsQuery } from '../../../data/contacts.ts'
import { equipmentQuery } from '../../../data/equipment.ts'
import { useOutgoingMail } from '../../../data/outgoing-mail.ts'
import { projectsQuery } from '../../../data/projects.ts'
import { useT } from '../../../lib/i18n.tsx'
import { OutgoingMailNotice } from '../../../lib/outgoing-mail-notice.tsx'
import { ContactLines, EquipmentLines } from './concerned-lines.tsx'
import { EmptyValue } from './empty-value.tsx'
import { fieldProperty } from './field-property.ts'
import { MultiPick } from './multi-pick.tsx'
import { EditableProperty } from './property.tsx'
import { StatedSerial } from './stated-serial.tsx'

type Props = { ticket: TicketView }
type Chosen<T> = { draft: T[]; onDraft: (draft: T[]) => void; onSave: (draft: T[]) => void }

export function ContactsProperty({ ticket }: Props) {
  const t = useT()
  const outgoing = useOutgoingMail()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.contacts', { count: ticket.contacts.length })}
      can={ticket.can.edit}
      pencil
      wide
      edit={fieldProperty(ticket, 'contacts', (contacts) => ({ contactIds: contacts.map(({ id }) => id) }))}
      draw={(contacts) => <ContactLines contacts={contacts} />}
      note={outgoing === 'unset' || outgoing === 'held' ? <OutgoingMailNotice state={outgoing} /> : undefined}
      picker={({ editing, draft, save }) => <ContactsPick draft={editing.draft} onDraft={draft} onSave={save} />}
    />
  )
}

function ContactsPick({ draft, onDraft, onSave }: Chosen<TicketView['contacts'][number]>) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery(contactsQuery({ text }))
  // A listed contact also has a mobile number, which the ticket does not show.
  const refs = data.map(({ id, version, name, phone, mobile, email, company, statedCompany }) => ({
    id,
    name,
    phone: phone ?? mobile,
    email,
    company,
    declinesMail: null,
    version,
    statedCompany,
  }))
  const known = new Map([...refs, ...draft].map((contact) => [contact.id, contact]))
  const chosen = (items: { id: string }[]) => items.flatMap(({ id }) => known.get(id) ?? [])
  return (
    <MultiPick
      label={t('fact.contacts_search')}
      draft={draft}
      onDraft={(items) => onDraft(chosen(items))}
      onSave={(items) => onSave(chosen(items))}
      onText={setText}
      busy={isFetching}
      options={data.map((contact) => ({ value: contact.id, label: contact.name, hint: contact.company?.name }))}
    />
  )
}

export function EquipmentProperty({ ticket }: Props) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.equipment', { count: ticket.equipment.length })}
      can={ticket.can.edit}
      pencil
      wide
      edit={fieldProperty(ticket, 'equipment', (equipment) => ({ equipmentIds: equipment.map(({ id }) => id) }))}
      draw={(equipment) => <EquipmentLines equipment={equipment} />}
      note={ticket.statedSerial && <StatedSerial ticket={ticket} stated={ticket.statedSerial} />}
      picker={({ editing, draft, save }) => (
        <EquipmentPick companyId={ticket.company?.id} draft={editing.draft} onDraft={draft} onSave={save} />
      )}
    />
  )
}

/** Picker of machines. It suggests those of the client’s company, and searches all of them. */
function EquipmentPick({
  companyId,
  draft,
  onDraft,
  onSave,
}: Chosen<TicketView['equipment'][number]> & { companyId: string | undefined }) {
  const t = useT()
  const [text, setText] = useState('')
  const question = { text, companyId: text.trim() === '' ? companyId : undefined }
  const { data = [], isFetching } = useQuery(equipmentQuery(question))
  const refs = data.map(({ id, brand, model, serialNumber, location, site }) => ({
    id,
    label: [brand, model].filter(Boolean).join(' '),
    serialNumber,
    location,
    site,
  }))
  const known = new Map([...refs, ...draft].map((machine) => [machine.id, machine]))
  const chosen = (items: { id: string }[]) => items.flatMap(({ id }) => known.get(id) ?? [])
  return (
    <MultiPick
      label={t('fact.equipment_search')}
      draft={draft.map(({ id, label }) => ({ id, name: label }))}
      onDraft={(items) => onDraft(chosen(items))}
      onSave={(items) => onSave(chosen(items))}
      onText={setText}
      busy={isFetching}
      options={refs.map((machine) => ({
        value: machine.id,
        label: machine.label,
        hint: [machine.serialNumber, machine.location].filter(Boolean).join(dot) || undefined,
      }))}
    />
  )
}

export function ProjectProperty({ ticket }: Props) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.project')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'project', (project) => ({ projectId: project?.id ?? null }))}
      draw={(project) => project?.name ?? <EmptyValue />}
      picker={({ editing, save }) => <ProjectPick picked={editing.draft?.id ?? ''} onPick={save} />}
    />
  )
}

function ProjectPick({ picked, onPick }: { picked: string; onPick: (project: TicketView['project']) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery(projectsQuery({ text }))
  const options = data.map(({ id, name, company }) => ({ value: id, label: name, hint: company?.name }))
  return (
    <PickList
      label={t('fact.project')}
      picked={picked}
      options={text.trim() === '' ? [...options, { value: '', label: t('fact.none') }] : options}
      onPick={(id) => onPick(data.find((project) => project.id === id) ?? null)}
      onText={setText}
      busy={isFetching}
      empty={t('pick.nothing')}
    />
  )
}
