import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router'
import { accountRoute } from './account.tsx'
import { Broken } from './broken.tsx'
import { deskRoute } from './desk.tsx'
import { choosePasswordRoute, enrolRoute, forgottenRoute, setUpRoute, signInRoute } from './entry.tsx'
import { homeRoute } from './home.tsx'
import { Lost } from './lost.tsx'
import { quarantineRoute } from './quarantine.tsx'
import { recordRoutes } from './records.tsx'
import { rootRoute } from './root.tsx'
import { settingsRoute } from './settings.tsx'
import { ticketRoutes } from './tickets.tsx'
import { toDoRoute } from './to-do.tsx'

const routeTree = rootRoute.addChildren([
  signInRoute,
  setUpRoute,
  forgottenRoute,
  choosePasswordRoute,
  enrolRoute,
  deskRoute.addChildren([
    homeRoute,
    accountRoute,
    quarantineRoute,
    toDoRoute,
    ...ticketRoutes,
    ...recordRoutes,
    settingsRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: Lost,
  // Replaces only the screen that failed.
  defaultErrorComponent: Broken,
  // Plain strings: the router's JSON would turn `?text=42` into a number and quote words.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
