import { useEffect, useState } from 'react'
import { newKey } from '../../../../browser/new-key.ts'
import { useStore } from '../../../../ui/store.ts'
import { api, call } from '../../../lib/api.ts'
import { onPresence } from '../../../lib/live/live.ts'
import { beThere } from './be-there.ts'

/** This page among those that one has open. */
const page = newKey()

/** Returns the colleagues on this ticket's page, and tells them that one types. */
export function usePresence(ticketId: string) {
  const [here] = useState(() =>
    beThere(ticketId, async (doing) => {
      const input = { params: { id: ticketId }, body: { page, doing } }
      return (await call(api.presence.tell, input, { keepalive: true })).others
    }),
  )
  useEffect(() => here.attend(), [here])
  useEffect(() => onPresence(here.hear), [here])
  return { others: useStore(here.others), type: here.type, rest: here.rest }
}
