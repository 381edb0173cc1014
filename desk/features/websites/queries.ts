import { queryOptions } from '@tanstack/react-query'
import type { Input } from '../../../contract/route.ts'
import type { WithSecret } from '../../../contract/websites.ts'
import { websites } from '../../../contract/websites.ts'
import { call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** List of websites. It is polled, because connections and refusals cause no news. */
export const websiteListQuery = queryOptions({
  queryKey: ['website', 'list'],
  queryFn: ({ signal }) => call(websites.list, {}, { signal }),
  refetchInterval: 10_000,
})

export type WebsiteFields = Input<typeof websites.create>['body']

export const useCreateWebsite = (done: (made: WithSecret) => void) =>
  useWrite(['website'], (body: WebsiteFields) => call(websites.create, { body }), done)

export const useChangeWebsite = (id: string, done: () => void) =>
  useWrite(
    ['website'],
    (body: Input<typeof websites.change>['body']) => call(websites.change, { params: { id }, body }),
    done,
  )

export const useRenewSecret = (id: string, done: (made: WithSecret) => void) =>
  useWrite(
    ['website'],
    (keepFormer: boolean) => call(websites.renewSecret, { params: { id }, body: { keepFormer } }),
    done,
  )

export const useRemoveWebsite = (id: string, done: () => void) =>
  useWrite(['website'], () => call(websites.remove, { params: { id } }), done)
