import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SecondFactors } from '../../../contract/account.ts'
import { api, call } from '../../lib/api.ts'
import { createPasskey, signWithPasskey } from '../../lib/passkeys.ts'
import { useWrite } from '../../lib/use-write.ts'

export const factorsQuery = queryOptions({
  queryKey: ['second-factors'],
  queryFn: ({ signal }) => call(api.secondFactors.show, {}, { signal }),
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: ({ signal }) => call(api.ownSessions.list, {}, { signal }),
})

/** Returns a mutation that responds with the current factors. */
function useFactorChange<V>(change: (value: V) => Promise<SecondFactors>, done: () => void = () => {}) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess(factors) {
      queryClient.setQueryData(factorsQuery.queryKey, factors)
      queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
      done()
    },
  })
}

export const useStartTotp = () =>
  useMutation({ mutationFn: (password: string) => call(api.secondFactors.startTotp, { body: { password } }) })

export const useVerifyTotp = (done: () => void) =>
  useFactorChange((code: string) => call(api.secondFactors.verifyTotp, { body: { code } }), done)

export const useRemoveTotp = () => useFactorChange(() => call(api.secondFactors.removeTotp, {}))

export const useRenewCodes = () =>
  useMutation({ mutationFn: (password: string) => call(api.secondFactors.renewRecoveryCodes, { body: { password } }) })

export const useAddPasskey = (done: () => void) =>
  useFactorChange(async (name: string) => {
    const response = await createPasskey()
    return call(api.secondFactors.addPasskey, { body: { name, response: { ...response } } })
  }, done)

export const useRemovePasskey = () =>
  useFactorChange((id: string) => call(api.secondFactors.removePasskey, { params: { id } }))

export const useEndSession = () =>
  useWrite(
    ['own-sessions'],
    (id: string) => call(api.ownSessions.end, { params: { id } }),
    () => {},
  )

export const useEndOtherSessions = () =>
  useWrite(
    ['own-sessions'],
    () => call(api.ownSessions.endOthers, {}),
    () => {},
  )

export const useConfirm = (done: () => void) =>
  useMutation({
    mutationFn: async (password: string | null) =>
      password === null
        ? call(api.secondFactors.confirmWithPasskey, { body: { response: await signWithPasskey() } })
        : call(api.secondFactors.confirm, { body: { password } }),
    onSuccess: done,
  })
