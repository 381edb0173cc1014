import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

const place = <const P extends string>(path: P) =>
  createRoute({ getParentRoute: () => deskRoute, path, component: () => null })

export const recordRoutes = [place('/contacts'), place('/societes'), place('/equipements'), place('/projets')] as const
export const settingsRoute = place('/reglages')
