import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../contract/people.ts'
import type { Permission } from '../../contract/permissions.ts'
import { api, call } from './api.ts'
import { setLocale } from './i18n.tsx'
import { storage } from './storage.ts'

/** Query of the signed-in agent. Every screen of the desk stands behind it, so that `useMe` never waits. */
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

/** Notes in this browser that somebody has a session, until they sign out. */
export const rememberSession = () => storage.write(everSignedIn, 'yes')

/** Returns whether this browser had a session that nobody ended here. */
export const hadSession = () => storage.read(everSignedIn) !== null

export const useMe = (): Me => useSuspenseQuery(sessionQuery).data

export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)
