import { queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'
import type { NewsMeta } from '../lib/live/invalidate.ts'

/** News of any action, and of the records and agents that the list names. */
const shown: NewsMeta = { subjects: ['action'] }

type Question = Input<typeof api.actions.list>['query']

/** Query of actions: those of an agent, or those about a record. */
export const actionsQuery = (question: Question) =>
  queryOptions({
    queryKey: ['action', 'show', question],
    queryFn: ({ signal }) => call(api.actions.list, { query: question }, { signal }),
    meta: shown,
  })

/** Query of the counts of the reader's open actions. */
export const actionCountQuery = queryOptions({
  queryKey: ['action', 'count'],
  queryFn: ({ signal }) => call(api.actions.count, {}, { signal }),
  staleTime: 30_000,
})

/** Query of all actions about a record, open ones first. */
export const actionsAboutQuery = ({ kind, id }: { kind: NonNullable<Question['about']>; id: string }) =>
  actionsQuery({ about: kind, aboutId: id, state: 'all' })
