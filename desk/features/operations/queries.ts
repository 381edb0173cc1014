import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** Refresh interval of the installation's state, which causes no news, in milliseconds. */
const refreshMs = 5_000

export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }) => call(api.operations.show, {}, { signal }),
  refetchInterval: refreshMs,
})

export const useRetryJob = (id: string) =>
  useWrite(
    ['operations'],
    () => call(api.operations.retryJob, { params: { id } }),
    () => {},
  )

export const useDismissJob = (id: string) =>
  useWrite(
    ['operations'],
    () => call(api.operations.dismissJob, { params: { id } }),
    () => {},
  )
