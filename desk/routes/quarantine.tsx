import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

export const quarantineRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/quarantaine',
  component: loadScreen(() => import('../features/forms/quarantine-page.tsx').then((file) => file.QuarantinePage)),
})
