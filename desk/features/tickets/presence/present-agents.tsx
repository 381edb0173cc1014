import { useEffect, useRef, useState } from 'react'
import type { PresentAgent } from '../../../../contract/presence.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { briefText, fullText, joinNames } from './presence-text.ts'
import classes from './present-agents.module.css'

const facesAtMost = 3

/** Colleagues who have the ticket open. Screen readers announce arrivals, but not typing. */
export function PresentAgents({ others }: { others: readonly PresentAgent[] }) {
  const t = useT()
  const language = useLocale()
  const arrived = useArrived(others)
  return (
    <>
      {others.length > 0 && (
        <span className={classes.here} title={fullText(t, others)}>
          <span className={classes.faces}>
            {others.slice(0, facesAtMost).map(({ agent }) => (
              <Avatar key={agent.id} name={agent.name} size={18} />
            ))}
          </span>
          <span className={classes.words} aria-hidden="true">
            {briefText(t, others)}
          </span>
          <span className="sr-only">{fullText(t, others)}</span>
        </span>
      )}
      <span className="sr-only" role="status">
        {arrived.length > 0 && t('presence.arrived', { names: joinNames(language, arrived), count: arrived.length })}
      </span>
    </>
  )
}

/** Time of absence before an arrival is announced again, in milliseconds. */
const awayMs = 5 * 60_000

/** Returns the names of the last arrivals, while any of them is present. */
function useArrived(others: readonly PresentAgent[]): string[] {
  const seenAt = useRef(new Map<string, number>())
  const [arrived, setArrived] = useState<readonly PresentAgent[]>([])
  useEffect(() => {
    const now = Date.now()
    const isFresh = ({ agent }: PresentAgent) => now - (seenAt.current.get(agent.id) ?? 0) > awayMs
    const fresh = others.filter(isFresh)
    const isHere = ({ agent }: PresentAgent) => others.some((other) => other.agent.id === agent.id)
    setArrived((before) => (fresh.length > 0 ? fresh : before.filter(isHere)))
    const mark = () => {
      for (const { agent } of others) seenAt.current.set(agent.id, Date.now())
    }
    mark()
    return mark
  }, [others])
  return arrived.map(({ agent }) => agent.name)
}
