import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

export const sampleQuery = queryOptions({
  queryKey: ['samples'],
  queryFn: ({ signal }) => call(api.samples.show, {}, { signal }),
})

/** Subjects of news about sample data. */
const sampled = ['samples', 'ticket', 'contact', 'company', 'equipment']

export const useFillSamples = () =>
  useWrite(
    sampled,
    (_: undefined) => call(api.samples.fill, {}),
    () => {},
    'toast',
  )

export const useRemoveSamples = (done: () => void) =>
  useWrite(sampled, (_: undefined) => call(api.samples.remove, {}), done)
