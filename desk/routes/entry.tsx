import { createRoute, redirect } from '@tanstack/react-router'
import { deskPaths } from '../../contract/rules/page-addresses.ts'
import { setupQuery } from '../data/setup.ts'
import { queryClient } from '../lib/query-client.ts'
import { loadScreen } from './load-screen.ts'
import { rootRoute } from './root.tsx'

type Return = { retour?: string }

/** Accepts only a path of this site, so that a link cannot lead elsewhere after the password. */
const validateReturn = ({ retour }: Record<string, unknown>): Return =>
  typeof retour === 'string' && /^\/(?![/\\])/.test(retour) ? { retour } : {}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion',
  validateSearch: validateReturn,
  async beforeLoad() {
    const { done } = await queryClient.fetchQuery(setupQuery)
    if (!done) throw redirect({ to: '/mise-en-route' })
  },
  component: loadScreen(() => import('./sign-in-page.tsx').then((file) => file.SignInPage)),
})

export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: deskPaths.setUp,
  validateSearch: ({ jeton }: Record<string, unknown>): { jeton?: string } =>
    typeof jeton === 'string' && jeton !== '' ? { jeton } : {},
  async beforeLoad() {
    const { done } = await queryClient.fetchQuery(setupQuery)
    if (done) throw redirect({ to: '/connexion' })
  },
  component: loadScreen(() => import('./set-up-page.tsx').then((file) => file.SetUpPage)),
})

export const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mot-de-passe-oublie',
  component: loadScreen(() => import('../features/entry/forgotten.tsx').then((file) => file.Forgotten)),
})

export const enrolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-facteur',
  validateSearch: validateReturn,
  component: loadScreen(() => import('./enrol-page.tsx').then((file) => file.EnrolPage)),
})

export const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: deskPaths.password,
  component: loadScreen(() => import('./choose-password-page.tsx').then((file) => file.ChoosePasswordPage)),
})
