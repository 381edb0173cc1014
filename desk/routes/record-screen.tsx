import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, IconButton } from '../../ui/button.tsx'
import { type CountFilter, ticketCountQuery } from '../data/ticket-count.ts'
import { ActionsAbout } from '../features/actions/about/actions-about.tsx'
import { kinds } from '../features/records/kinds/index.ts'
import { ProjectContacts } from '../features/records/project-contacts.tsx'
import type { RecordItem, RecordName } from '../features/records/record-kind.ts'
import { RecordPage, Section } from '../features/records/record-page.tsx'
import { RelatedRecords } from '../features/records/related-records.tsx'
import { RelatedTickets } from '../features/tickets/related-tickets/related-tickets.tsx'
import { type MessageKey, useLocale, useT } from '../lib/i18n.tsx'
import { type NewCall, startCall } from '../lib/new-call.ts'
import { type SubjectRef, startAction } from '../lib/opened-action.ts'
import { useMay } from '../lib/session.ts'
import { useActionKey } from '../lib/use-action-key.ts'

/** Filter of the list of tickets for each kind of record. */
const filters = {
  contact: 'contactId',
  company: 'companyId',
  equipment: 'equipmentId',
  project: 'projectId',
} as const satisfies Record<SubjectName, string>

type SubjectName = Exclude<RecordName, 'site'>

export function RecordScreen({ name }: { name: RecordName }) {
  const t = useT()
  const mayCall = useMay('tickets.create')
  const { id = '' } = useParams({ strict: false })
  const kind = kinds[name]
  return (
    <RecordPage
      key={id}
      kind={kind}
      id={id}
      actions={(record) => {
        const call = callFrom(name, record)
        return mayCall && call && <Button onClick={() => startCall(call)}>{t('record.new_call')}</Button>
      }}
    >
      {(record) => (
        <>
          {name === 'site' ? (
            <RelatedRecords kind={kinds.equipment} company={record.values.company} site={siteOf(record)} />
          ) : name === 'contact' ? (
            <>
              <Section title={<Counted label="record.concern" of={{ contactId: id }} />}>
                <RelatedTickets of={{ contactId: id }} />
              </Section>
              <Section title={<Counted label="record.reported" of={{ reporterId: id }} />}>
                <RelatedTickets of={{ reporterId: id }} />
              </Section>
            </>
          ) : (
            <Section title={t('record.tickets')}>
              <RelatedTickets of={{ [filters[name]]: id }} />
            </Section>
          )}
          {name !== 'site' && <Actions kind={name} about={subjectOf(name, record)} />}
          {name === 'project' && <ProjectContacts id={id} />}
          {name === 'company' && (
            <>
              <RelatedRecords kind={kinds.contact} company={{ id, name: kind.title(record.values) }} />
              <RelatedRecords kind={kinds.site} company={{ id, name: kind.title(record.values) }} />
              <RelatedRecords kind={kinds.equipment} company={{ id, name: kind.title(record.values) }} />
            </>
          )}
        </>
      )}
    </RecordPage>
  )
}

type ActionsProps = { kind: SubjectName; about: SubjectRef }

/** Section of the actions about the record, with a button and a key to add one. */
function Actions({ kind, about }: ActionsProps) {
  const t = useT()
  useActionKey(`record.${kind}.many`, about)
  return (
    <Section
      title={t('action.many')}
      action={<IconButton icon="plus" label={`${t('action.new')} (T)`} onClick={() => startAction(about)} />}
    >
      <ActionsAbout about={about} />
    </Section>
  )
}

/** A title with how many tickets stand under it. */
function Counted({ label, of }: { label: MessageKey; of: CountFilter }) {
  const t = useT()
  const locale = useLocale()
  const { data } = useQuery(ticketCountQuery({ ...of, state: 'all' }))
  if (!data) return t(label)
  return `${t(label)} (${data.count.toLocaleString(locale)}${data.capped ? '+' : ''})`
}

const subjectOf = (kind: SubjectName, { id, values }: RecordItem): SubjectRef => ({
  kind,
  id,
  label: kinds[kind].title(values),
  number: null,
})

const siteOf = ({ id, values: { fields } }: RecordItem) => ({
  id,
  name: fields.name ?? '',
  address: fields.address ?? '',
  access: fields.access ?? '',
})

/** Returns the call that starts from a contact, a company, a machine or a project. */
function callFrom(name: RecordName, { id, values }: RecordItem): NewCall | null {
  if (name === 'contact') return { contactId: id }
  if (name === 'company') return { company: { id, name: kinds.company.title(values) } }
  if (name === 'project')
    return { project: { id, name: kinds.project.title(values) }, ...(values.company && { company: values.company }) }
  if (name !== 'equipment') return null
  const { serialNumber = '', location = '' } = values.fields
  return {
    machine: {
      id,
      label: kinds.equipment.title(values),
      serialNumber: serialNumber || null,
      location: location || null,
    },
  }
}
