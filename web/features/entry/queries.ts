import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../../contract/people.ts'
import type { Input } from '../../../contract/route.ts'
import { api, call } from '../../lib/api.ts'
import { setLocale } from '../../lib/i18n.tsx'
import { sessionQuery } from '../../lib/session.ts'

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(api.setup.show, {}, { signal }),
  staleTime: 0,
})

/** Both doors give the same thing: a session. */
function useEntered(then: () => void) {
  const queryClient = useQueryClient()
  return (me: Me) => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, me)
    setLocale(me.locale)
    then()
  }
}

export function useSignIn(then: () => void) {
  const onSuccess = useEntered(then)
  return useMutation({
    mutationFn: (body: Input<typeof api.session.create>['body']) => call(api.session.create, { body }),
    onSuccess,
  })
}

export function useSetUp(then: () => void) {
  const onSuccess = useEntered(then)
  return useMutation({
    mutationFn: (body: Input<typeof api.setup.complete>['body']) => call(api.setup.complete, { body }),
    onSuccess,
  })
}

export function useAskForLink() {
  return useMutation({ mutationFn: (email: string) => call(api.session.askForLink, { body: { email } }) })
}

export function useEnterByLink(then: () => void) {
  const onSuccess = useEntered(then)
  return useMutation({
    mutationFn: (body: Input<typeof api.session.createByLink>['body']) => call(api.session.createByLink, { body }),
    onSuccess,
  })
}
