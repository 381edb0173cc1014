import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { type CountFilter, ticketCountQuery } from '../data/ticket-count.ts'
import { kinds } from '../features/records/kinds/index.ts'
import { ProjectContacts } from '../features/records/project-contacts.tsx'
import type { RecordItem, RecordName } from '../features/records/record-kind.ts'
import { RecordPage, Section } from '../features/records/record-page.tsx'
import { RelatedRecords } from '../features/records/related-records.tsx'
import { RelatedTickets } from '../features/tickets/related-tickets/related-tickets.tsx'
import { type MessageKey, useLocale, useT } from '../lib/i18n.tsx'
import { type NewCall, startCall } from '../lib/new-call.ts'
import { useMay } from '../lib/session.ts'

/** Filter of the list of tickets for each kind of record. */
const filters = {
  contact: 'contactId',
  company: 'companyId',
  equipment: 'equipmentId',
  project: 'projectId',
} as const satisfies Record<Exclude<RecordName, 'site'>, string>

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

/** Title with the number of tickets below it. */
function Counted({ label, of }: { label: MessageKey; of: CountFilter }) {
  const t = useT()
  const locale = useLocale()
  const { data } = useQuery(ticketCountQuery({ ...of, state: 'all' }))
  if (!data) return t(label)
  return `${t(label)} (${data.count.toLocaleString(locale)}${data.capped ? '+' : ''})`
}

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
