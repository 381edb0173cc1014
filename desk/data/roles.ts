import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

/** Query of all roles, with their permissions. */
export const rolesQuery = queryOptions({
  queryKey: ['role', 'list'],
  queryFn: ({ signal }) => call(api.rights.list, {}, { signal }),
})
