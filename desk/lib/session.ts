import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../contract/people.ts'
import type { Permission } from '../../contract/permissions.ts'
import { api, call } from './api.ts'
import { setLocale } from './i18n.tsx'
import { storage } from './storage.ts'

/** Query of the signed-in agent. It is loaded before any screen, so that useMe() never suspends. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Me> => {
    const me = await call(api.session.show, {}, { signal })
    await setLocale(me.locale)
    rememberSession()
    return me
  },
  staleTime: 5 * 60_000,
})

const everSignedIn = 'signed-in'

/** Remembers in this browser that there is a session, until sign-out. */
export const rememberSession = () => storage.write(everSignedIn, 'yes')

/** Tells whether this browser had a session without a sign-out. */
export const hadSession = () => storage.read(everSignedIn) !== null

export const useMe = (): Me => useSuspenseQuery(sessionQuery).data

export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)
