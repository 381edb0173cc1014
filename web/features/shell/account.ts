import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../contract/route.ts'
import { toast } from '../../../ui/toast.tsx'
import { api, call } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { setLocale } from '../../lib/i18n.tsx'
import { sessionQuery } from '../../lib/session.ts'

const tell = (error: unknown) => toast({ text: errorText(error), tone: 'danger' })

export function useChangePreferences() {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (body: Input<typeof api.session.changePreferences>['body']) =>
      call(api.session.changePreferences, { body }),
    onSuccess(me) {
      setLocale(me.locale)
      queryClient.setQueryData(sessionQuery.queryKey, me)
    },
    onError: tell,
  })
  return change.mutate
}

/** Forgets everything read on this machine: the next person may see less. */
export function useSignOut(then: () => void) {
  const queryClient = useQueryClient()
  const leave = useMutation({
    mutationFn: () => call(api.session.remove, {}),
    onSuccess() {
      then()
      queryClient.clear()
    },
    onError: tell,
  })
  return () => leave.mutate()
}

export function useChangePassword(done: () => void) {
  return useMutation({
    mutationFn: (body: { current: string; next: string }) => call(api.session.changePassword, { body }),
    onSuccess: done,
  })
}
