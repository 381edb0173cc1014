import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../contract/route.ts'
import { api, call } from '../../lib/api.ts'
import { setLocale } from '../../lib/i18n.tsx'
import { sessionQuery } from '../../lib/session.ts'
import { storage } from '../../lib/storage.ts'

export function useChangePreferences() {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (body: Input<typeof api.session.changePreferences>['body']) =>
      call(api.session.changePreferences, { body }),
    onSuccess(me) {
      setLocale(me.locale)
      queryClient.setQueryData(sessionQuery.queryKey, me)
    },
    meta: { failure: 'toast' },
  })
  return change.mutate
}

/** Settings of this device that contain nothing personal. */
const keptKeys = ['locale', 'theme', 'single-keys']

/** Returns a function that signs out and deletes personal data from this device: the next user may see less. */
export function useSignOut(then: () => Promise<void>) {
  const queryClient = useQueryClient()
  const leave = useMutation({
    mutationFn: () => call(api.session.remove, {}),
    async onSuccess() {
      // Screens that close keep what was typed in them, so they close first.
      await then()
      queryClient.clear()
      storage.clearAllBut(keptKeys)
    },
    meta: { failure: 'toast' },
  })
  return () => leave.mutate()
}

export function useChangePassword(done: () => void) {
  return useMutation({
    mutationFn: (body: { current: string; next: string }) => call(api.session.changePassword, { body }),
    onSuccess: done,
  })
}
