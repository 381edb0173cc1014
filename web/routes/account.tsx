import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

export const accountRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/compte',
  component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
})
