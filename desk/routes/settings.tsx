import { createRoute } from '@tanstack/react-router'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

const screens = () => import('./settings-screens.tsx')

const frameRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/reglages',
  component: loadScreen(() => screens().then((file) => file.SettingsScreen)),
})

const organisationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: loadScreen(() => screens().then((file) => file.OrganisationPage)),
})

export const agentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/agents',
  /** `nouveau` opens the form for a new agent, for the first steps. */
  validateSearch: ({ nouveau }: Record<string, unknown>): { nouveau?: 'oui' } => (nouveau === 'oui' ? { nouveau } : {}),
  component: loadScreen(() => screens().then((file) => file.AgentsScreen)),
})

const teamsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/equipes',
  component: loadScreen(() => screens().then((file) => file.TeamList)),
})

const rolesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/roles',
  component: loadScreen(() => screens().then((file) => file.RoleMatrix)),
})

const tagsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/etiquettes',
  component: loadScreen(() => screens().then((file) => file.TagsPage)),
})

const mailsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mails',
  component: loadScreen(() => screens().then((file) => file.MailSettingsPage)),
})

const mailQueueRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mails/envois',
  component: loadScreen(() => screens().then((file) => file.MailQueuePage)),
})

const spreadsheetsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/feuilles',
  component: loadScreen(() => screens().then((file) => file.SpreadsheetsPage)),
})

const securityRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/securite',
  component: loadScreen(() => screens().then((file) => file.SecurityPage)),
})

const apiKeysRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cles',
  component: loadScreen(() => screens().then((file) => file.ApiKeysPage)),
})

const operationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/fonctionnement',
  component: loadScreen(() => screens().then((file) => file.OperationsPage)),
})

const formsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/formulaires',
  component: loadScreen(() => screens().then((file) => file.FormsPage)),
})

const websitesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sites-web',
  component: loadScreen(() => screens().then((file) => file.WebsitesPage)),
})

export const settingsRoute = frameRoute.addChildren([
  organisationRoute,
  agentsRoute,
  teamsRoute,
  rolesRoute,
  tagsRoute,
  mailsRoute,
  mailQueueRoute,
  formsRoute,
  websitesRoute,
  spreadsheetsRoute,
  apiKeysRoute,
  operationsRoute,
  securityRoute,
])
