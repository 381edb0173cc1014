import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'

const screens = () => import('./settings-screens.tsx')

const frameRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/reglages',
  component: lazyRouteComponent(screens, 'SettingsScreen'),
})

const organisationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: lazyRouteComponent(screens, 'OrganisationPage'),
})

export const agentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/agents',
  /** `nouveau`: with the form of a new agent open, as the first steps lead to it. */
  validateSearch: ({ nouveau }: Record<string, unknown>): { nouveau?: 'oui' } => (nouveau === 'oui' ? { nouveau } : {}),
  component: lazyRouteComponent(screens, 'AgentsScreen'),
})

const teamsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/equipes',
  component: lazyRouteComponent(screens, 'TeamList'),
})

const rolesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/roles',
  component: lazyRouteComponent(screens, 'RoleMatrix'),
})

const mailsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mails',
  component: lazyRouteComponent(screens, 'MailSettingsPage'),
})

const mailQueueRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mails/envois',
  component: lazyRouteComponent(screens, 'MailQueuePage'),
})

const spreadsheetsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/feuilles',
  component: lazyRouteComponent(screens, 'SpreadsheetsPage'),
})

const securityRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/securite',
  component: lazyRouteComponent(screens, 'SecurityPage'),
})

const apiKeysRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cles',
  component: lazyRouteComponent(screens, 'ApiKeysPage'),
})

const operationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/fonctionnement',
  component: lazyRouteComponent(screens, 'OperationsPage'),
})

const formsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/formulaires',
  component: lazyRouteComponent(screens, 'FormsPage'),
})

const websitesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sites-web',
  component: lazyRouteComponent(screens, 'WebsitesPage'),
})

export const settingsRoute = frameRoute.addChildren([
  organisationRoute,
  agentsRoute,
  teamsRoute,
  rolesRoute,
  mailsRoute,
  mailQueueRoute,
  formsRoute,
  websitesRoute,
  spreadsheetsRoute,
  apiKeysRoute,
  operationsRoute,
  securityRoute,
])
