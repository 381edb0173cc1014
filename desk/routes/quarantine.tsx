import { createRoute } from '@tanstack/react-router'
import { deskPaths } from '../../contract/rules/page-addresses.ts'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

export const quarantineRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: deskPaths.quarantine,
  component: loadScreen(() => import('../features/forms/quarantine-page.tsx').then((file) => file.QuarantinePage)),
})
