import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { NewCall } from '../../lib/new-call.ts'
import { type CallDraft, knownCaller } from './draft.ts'
import { callerCardQuery } from './queries.ts'

type Call = { draft: CallDraft; change: (changes: Partial<CallDraft>) => void }

/** A call started from a contact's page, or a machine's: filled in with them. */
export function useStartFrom({ contactId, machine }: NewCall, { change }: Call) {
  const { data } = useQuery({ ...callerCardQuery(contactId ?? ''), enabled: contactId !== undefined })
  const filled = useRef(false)
  useEffect(() => {
    if (filled.current || (contactId && !data)) return
    filled.current = true
    if (data) change({ caller: knownCaller(data.contact), callerText: '' })
    if (machine) change({ machines: [machine] })
  })
}
