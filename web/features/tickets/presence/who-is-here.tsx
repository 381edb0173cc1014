import { useEffect, useRef, useState } from 'react'
import type { Present } from '../../../../contract/presence.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import classes from './who-is-here.module.css'
import { briefWords, named, wholeWords } from './words.ts'

const facesAtMost = 3

/** Who else is on this page. Said aloud when somebody comes; that they type is there to be read, and never said. */
export function WhoIsHere({ others }: { others: readonly Present[] }) {
  const t = useT()
  const language = useLocale()
  const arrived = useArrived(others)
  return (
    <>
      {others.length > 0 && (
        <span className={classes.here} title={wholeWords(t, others)}>
          <span className={classes.faces}>
            {others.slice(0, facesAtMost).map(({ agent }) => (
              <Avatar key={agent.id} name={agent.name} size={18} />
            ))}
          </span>
          <span className={classes.words} aria-hidden="true">
            {briefWords(t, others)}
          </span>
          <span className="sr-only">{wholeWords(t, others)}</span>
        </span>
      )}
      <span className="sr-only" role="status">
        {arrived.length > 0 && t('presence.arrived', { names: named(language, arrived), count: arrived.length })}
      </span>
    </>
  )
}

/** Who looks away for so short a while is not said to come again. */
const awayMs = 5 * 60_000

/** The names of who came last, for as long as any of them is here. */
function useArrived(others: readonly Present[]): string[] {
  const seenAt = useRef(new Map<string, number>())
  const [arrived, setArrived] = useState<readonly Present[]>([])
  useEffect(() => {
    const now = Date.now()
    const isFresh = ({ agent }: Present) => now - (seenAt.current.get(agent.id) ?? 0) > awayMs
    const fresh = others.filter(isFresh)
    const isHere = ({ agent }: Present) => others.some((other) => other.agent.id === agent.id)
    setArrived((before) => (fresh.length > 0 ? fresh : before.filter(isHere)))
    const mark = () => {
      for (const { agent } of others) seenAt.current.set(agent.id, Date.now())
    }
    mark()
    return mark
  }, [others])
  return arrived.map(({ agent }) => agent.name)
}
