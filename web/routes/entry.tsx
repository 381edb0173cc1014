import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { setupQuery } from '../features/entry/queries.ts'
import { queryClient } from '../lib/query-client.ts'
import { rootRoute } from './root.tsx'

type Return = { retour?: string }

/** Only a path of this site: a link must not lead elsewhere after the password. */
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
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mise-en-route',
  validateSearch: ({ jeton }: Record<string, unknown>): { jeton?: string } =>
    typeof jeton === 'string' && jeton !== '' ? { jeton } : {},
  async beforeLoad() {
    const { done } = await queryClient.fetchQuery(setupQuery)
    if (done) throw redirect({ to: '/connexion' })
  },
  component: lazyRouteComponent(() => import('./set-up-page.tsx'), 'SetUpPage'),
})

export const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mot-de-passe-oublie',
  component: lazyRouteComponent(() => import('../features/entry/forgotten.tsx'), 'Forgotten'),
})

export const enrolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-facteur',
  validateSearch: validateReturn,
  component: lazyRouteComponent(() => import('./enrol-page.tsx'), 'EnrolPage'),
})

export const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mot-de-passe',
  component: lazyRouteComponent(() => import('./choose-password-page.tsx'), 'ChoosePasswordPage'),
})
