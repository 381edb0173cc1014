import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

export const settingsRoute = createRoute({ getParentRoute: () => deskRoute, path: '/reglages', component: () => null })
