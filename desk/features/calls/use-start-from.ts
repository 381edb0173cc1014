import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { NewCall } from '../../lib/new-call.ts'
import { type CallDraft, knownCaller } from './draft.ts'
import { callerCardQuery } from './queries.ts'

type Call = { draft: CallDraft; change: (changes: Partial<CallDraft>) => void }

/** Fills in a call that was started from the card of a contact, a company, a machine or a project. */
export function useStartFrom({ contactId, company, machine, project }: NewCall, { change }: Call) {
  const { data } = useQuery({ ...callerCardQuery(contactId ?? ''), enabled: contactId !== undefined })
  const filled = useRef(false)
  useEffect(() => {
    if (filled.current || (contactId && !data)) return
    filled.current = true
    if (data) change({ caller: knownCaller(data.contact), callerText: '' })
    if (company) change({ caller: null, callerText: `${company.name} ` })
    if (machine) change({ machines: [machine] })
    if (project) change({ project })
  })
}
