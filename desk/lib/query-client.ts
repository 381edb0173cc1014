import { QueryClient } from '@tanstack/react-query'
import { toast } from '../../ui/toast.tsx'
import { CallError } from './api.ts'
import { errorText } from './errors.ts'
import { openMutationCache } from './failed-writes.ts'

/** Tells whether to retry: without a response or after a server error, but not after a refusal. */
const isPassing = (error: unknown) =>
  error instanceof CallError && (error.code === 'unreachable' || error.status >= 500)

export const queryClient = new QueryClient({
  mutationCache: openMutationCache((error) => toast({ text: errorText(error), tone: 'danger' })),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    // Mutations fail at once while offline, instead of waiting and being lost with the page.
    mutations: { networkMode: 'always' },
  },
})
