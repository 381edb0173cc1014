import { queryOptions } from '@tanstack/react-query'
import type { Input } from '../../../contract/route.ts'
import type { WithSecret } from '../../../contract/websites.ts'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** List of websites. It is polled, because connections and refusals cause no news. */
export const websiteListQuery = queryOptions({
  queryKey: ['website', 'list'],
  queryFn: ({ signal }) => call(api.websites.list, {}, { signal }),
  refetchInterval: 10_000,
})

export type WebsiteFields = Input<typeof api.websites.create>['body']

export const useCreateWebsite = (done: (made: WithSecret) => void) =>
  useWrite(['website'], (body: WebsiteFields) => call(api.websites.create, { body }), done)

export const useChangeWebsite = (id: string, done: () => void) =>
  useWrite(
    ['website'],
    (body: Input<typeof api.websites.change>['body']) => call(api.websites.change, { params: { id }, body }),
    done,
  )

export const useRenewSecret = (id: string, done: (made: WithSecret) => void) =>
  useWrite(
    ['website'],
    (keepFormer: boolean) => call(api.websites.renewSecret, { params: { id }, body: { keepFormer } }),
    done,
  )

export const useRemoveWebsite = (id: string, done: () => void) =>
  useWrite(['website'], () => call(api.websites.remove, { params: { id } }), done)
