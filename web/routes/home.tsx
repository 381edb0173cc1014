import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

export const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-screen.tsx'), 'HomeScreen'),
})
