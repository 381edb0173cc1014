import { createRoute, redirect } from '@tanstack/react-router'
import { isCode } from '../lib/errors.ts'
import { queryClient } from '../lib/query-client.ts'
import { sessionQuery } from '../lib/session.ts'
import { Broken } from './broken.tsx'
import { DeskPage } from './desk-page.tsx'
import { rootRoute } from './root.tsx'

/** Route of all screens that require a session. After signing in, the agent returns to the requested one. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  async beforeLoad({ location }) {
    try {
      await queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (isCode(error, 'enrolment_required')) throw redirect({ to: '/second-facteur' })
      if (!isCode(error, 'unauthenticated')) throw error
      throw redirect({ to: '/connexion', search: location.href === '/' ? {} : { retour: location.href } })
    }
  },
  component: DeskPage,
  errorComponent: Broken,
})
