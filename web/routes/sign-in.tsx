import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root.tsx'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connexion',
  validateSearch: (search: Record<string, unknown>): { retour?: string } =>
    // Only a path of this site: a link must not lead elsewhere after the password.
    typeof search.retour === 'string' && /^\/(?![/\\])/.test(search.retour) ? { retour: search.retour } : {},
  component: lazyRouteComponent(() => import('../features/session/sign-in.tsx'), 'SignIn'),
})
