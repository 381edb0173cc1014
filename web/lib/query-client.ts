import { QueryClient } from '@tanstack/react-query'
import { CallError } from './api.ts'

/** Worth asking again: no answer, or a server that is overloaded. A refusal stays a refusal. */
const isPassing = (error: unknown) =>
  error instanceof CallError && (error.code === 'unreachable' || error.status >= 500)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
})
