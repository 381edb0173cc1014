import { useEffect, useState } from 'react'
import { useNews } from '../../../lib/live/live.ts'
import { useMe } from '../../../lib/session.ts'

/** Tickets that somebody else changed while this list was shown and that have not been opened since. */
export function useFreshTickets(openedId: string | null): ReadonlySet<string> {
  const me = useMe()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useNews((batch) => {
    const byOthers =
      batch?.filter(({ subject, by, id }) => subject === 'ticket' && by !== me.id && id !== openedId) ?? []
    if (byOthers.length > 0) setFresh((known) => new Set([...known, ...byOthers.map((news) => news.id)]))
  })
  useEffect(() => {
    if (openedId)
      setFresh((known) => (known.has(openedId) ? new Set([...known].filter((id) => id !== openedId)) : known))
  }, [openedId])
  return fresh
}
