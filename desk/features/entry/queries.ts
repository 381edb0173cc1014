import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Me } from '../../../contract/people.ts'
import type { Input } from '../../../contract/route.ts'
import { api, call } from '../../lib/api.ts'
import { isCode } from '../../lib/errors.ts'
import { setLocale } from '../../lib/i18n.tsx'
import { signWithPasskey } from '../../lib/passkeys.ts'
import { rememberSession, sessionQuery } from '../../lib/session.ts'

/** Returns a mutation that signs in: all means of signing in end in the same session. */
function useEntered(then: () => void) {
  const queryClient = useQueryClient()
  return (me: Me) => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, me)
    setLocale(me.locale)
    rememberSession()
    then()
  }
}

/** Redirects agents who must set up a second factor to that page. */
function useEnrolment() {
  const navigate = useNavigate()
  return (error: Error) => {
    if (isCode(error, 'enrolment_required')) navigate({ to: '/second-facteur' })
  }
}

export function useSignIn(then: () => void) {
  const onSuccess = useEntered(then)
  const onError = useEnrolment()
  return useMutation({
    mutationFn: (body: Input<typeof api.session.create>['body']) => call(api.session.create, { body }),
    onSuccess,
    onError,
  })
}

export function useEnterWithCode(then: () => void) {
  const onSuccess = useEntered(then)
  return useMutation({
    mutationFn: (code: string) => call(api.secondStep.verifyCode, { body: { code } }),
    onSuccess,
  })
}

export function useEnterWithPasskey(then: () => void) {
  const onSuccess = useEntered(then)
  return useMutation({
    mutationFn: async () => call(api.secondStep.verifyPasskey, { body: { response: await signWithPasskey() } }),
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
  const onError = useEnrolment()
  return useMutation({
    mutationFn: (body: Input<typeof api.session.createByLink>['body']) => call(api.session.createByLink, { body }),
    onSuccess,
    onError,
  })
}
