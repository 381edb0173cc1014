import { useEffect, useState } from 'react'
import { newKey } from '../../../../browser/new-key.ts'
import { useStore } from '../../../../ui/store.ts'
import { api, call } from '../../../lib/api.ts'
import { onPresence } from '../../../lib/live/live.ts'
import { openHeartbeat } from './presence-heartbeat.ts'

/** Id of this page among those that the agent has open. */
const page = newKey()

/** Returns the colleagues who have the ticket open, and functions that tell them whether this agent types. */
export function usePresence(ticketId: string) {
  const [heartbeat] = useState(() =>
    openHeartbeat(ticketId, async (doing) => {
      const input = { params: { id: ticketId }, body: { page, doing } }
      return (await call(api.presence.tell, input, { keepalive: true })).others
    }),
  )
  useEffect(() => heartbeat.start(), [heartbeat])
  useEffect(() => onPresence(heartbeat.hear), [heartbeat])
  return { others: useStore(heartbeat.others), type: heartbeat.type, rest: heartbeat.rest }
}
