import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

export const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  component: loadScreen(() => import('./home-screen.tsx').then((file) => file.HomeScreen)),
})
