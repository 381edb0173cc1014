import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { signedOut } from '../api.ts'
import { useMe } from '../session.ts'
import { startLive } from './live.ts'

/** Keeps data on screen fresh while an agent is signed in. */
export function useLive() {
  const client = useQueryClient()
  const { id } = useMe()
  useEffect(() => startLive({ client, agentId: id, onEnded: signedOut }), [client, id])
}
