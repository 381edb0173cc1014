import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

export const quarantineRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/quarantaine',
  component: lazyRouteComponent(() => import('../features/forms/quarantine-page.tsx'), 'QuarantinePage'),
})
