import { useRouterState } from '@tanstack/react-router'

/** Returns the search that is shown, as it was typed, and its whole address. */
export function useSearched() {
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  const listed = useRouterState({ select: ({ location }) => location.search as Record<string, unknown> })
  const isOfTickets = pathname === '/tickets' || pathname.startsWith('/tickets/')
  const { query, text } = listed
  const typed = [query, text].filter((each) => each !== undefined).join(' ')
  return { pathname, listed, searched: isOfTickets ? typed : '' }
}
