import { infiniteQueryOptions } from '@tanstack/react-query'
import { addressOf } from '../../../contract/client.ts'
import type { SecurityFilter } from '../../../contract/security.ts'
import { toast } from '../../../ui/toast.tsx'
import { api, call } from '../../lib/api.ts'
import { t } from '../../lib/i18n.tsx'
import { useWrite } from '../../lib/use-write.ts'

export const securityQuery = (filter: SecurityFilter) =>
  infiniteQueryOptions({
    queryKey: ['security', filter],
    queryFn: ({ pageParam, signal }) =>
      call(api.security.list, { query: { ...filter, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export const exportAddress = (filter: SecurityFilter) => addressOf(api.security.export, { query: filter })

export const useSetRetention = () =>
  useWrite(
    ['security'],
    (months: number) => call(api.security.setRetention, { body: { months } }),
    () => toast({ text: t('settings.saved') }),
    'toast',
  )
