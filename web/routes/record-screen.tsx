import { useParams } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { kinds } from '../features/records/kinds/index.ts'
import { ProjectContacts } from '../features/records/project-contacts.tsx'
import type { RecordItem, RecordName } from '../features/records/record-kind.ts'
import { RecordPage, Section } from '../features/records/record-page.tsx'
import { Related } from '../features/records/related.tsx'
import { TicketsOf } from '../features/tickets/of/tickets-of.tsx'
import { useT } from '../lib/i18n.tsx'
import { type NewCall, startCall } from '../lib/new-call.ts'
import { useMay } from '../lib/session.ts'

/** Which filter of the list of tickets leads to those of a record. */
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
            <Related kind={kinds.equipment} company={record.values.company} site={siteOf(record)} />
          ) : (
            <Section title={t('record.tickets')}>
              <TicketsOf of={{ [filters[name]]: id }} />
            </Section>
          )}
          {name === 'project' && <ProjectContacts id={id} />}
          {name === 'company' && (
            <>
              <Related kind={kinds.contact} company={{ id, name: kind.title(record.values) }} />
              <Related kind={kinds.site} company={{ id, name: kind.title(record.values) }} />
              <Related kind={kinds.equipment} company={{ id, name: kind.title(record.values) }} />
            </>
          )}
        </>
      )}
    </RecordPage>
  )
}

const siteOf = ({ id, values: { fields } }: RecordItem) => ({
  id,
  name: fields.name ?? '',
  address: fields.address ?? '',
  access: fields.access ?? '',
})

/** A call can start from a person or from a machine. */
function callFrom(name: RecordName, { id, values }: RecordItem): NewCall | null {
  if (name === 'contact') return { contactId: id }
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
