import { queryOptions } from '@tanstack/react-query'
import { dot } from '../../../../browser/separator.ts'
import { api, call } from '../../../lib/api.ts'

export type RecordName = 'company' | 'contact' | 'equipment' | 'project'
type Choice = { id: string; name: string; hint?: string }

/** Records that match the text, as values of a filter. */
export const recordChoicesQuery = (record: RecordName, text: string) =>
  queryOptions({
    queryKey: [record, 'filter', { text }],
    queryFn: ({ signal }) => findRecords(record, text, signal),
  })

/** Record of a filter in the page's address, by its id. */
export const namedRecordQuery = (record: RecordName, id: string) =>
  queryOptions({
    queryKey: [record, 'named', id],
    queryFn: ({ signal }) => readRecord(record, id, signal),
    staleTime: 5 * 60_000,
  })

async function findRecords(record: RecordName, text: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { text }
  if (record === 'company') return (await call(api.companies.list, { query }, { signal })).items
  if (record === 'contact') return (await call(api.contacts.list, { query }, { signal })).items.map(withCompany)
  if (record === 'project') return (await call(api.projects.list, { query }, { signal })).items.map(withCompany)
  return (await call(api.equipment.list, { query }, { signal })).items.map(asMachine)
}

async function readRecord(record: RecordName, id: string, signal: AbortSignal): Promise<Choice> {
  const params = { id }
  if (record === 'company') return call(api.companies.show, { params }, { signal })
  if (record === 'contact') return call(api.contacts.show, { params }, { signal })
  if (record === 'project') return call(api.projects.show, { params }, { signal })
  return asMachine(await call(api.equipment.show, { params }, { signal }))
}

type OfCompany = { company: { name: string } | null }

const withCompany = ({ id, name, company }: { id: string; name: string } & OfCompany): Choice => ({
  id,
  name,
  ...(company && { hint: company.name }),
})

type Machine = { id: string; brand: string; model: string | null; serialNumber: string | null } & OfCompany

function asMachine({ id, brand, model, serialNumber, company }: Machine): Choice {
  const hint = [serialNumber, company?.name].filter(Boolean).join(dot)
  return { id, name: [brand, model].filter(Boolean).join(' '), ...(hint && { hint }) }
}
