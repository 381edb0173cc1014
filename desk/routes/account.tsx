import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

export const accountRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/compte',
  component: loadScreen(() => import('../features/account/account-page.tsx').then((file) => file.AccountPage)),
})
