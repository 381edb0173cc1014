import { createRoute } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { RecordName } from '../features/records/record-kind.ts'
import { deskRoute } from './desk.tsx'

const ListScreen = lazy(() => import('./record-list-screen.tsx').then((file) => ({ default: file.RecordListScreen })))
const Screen = lazy(() => import('./record-screen.tsx').then((file) => ({ default: file.RecordScreen })))

function listRoute<const P extends string>(path: P, name: RecordName) {
  return createRoute({
    getParentRoute: () => deskRoute,
    path,
    validateSearch: ({ text }: Record<string, unknown>): { text?: string } =>
      typeof text === 'string' && text !== '' ? { text } : {},
    component: () => (
      <Suspense>
        <ListScreen key={name} name={name} />
      </Suspense>
    ),
  })
}

function pageRoute<const P extends string>(path: P, name: RecordName) {
  return createRoute({
    getParentRoute: () => deskRoute,
    path,
    component: () => (
      <Suspense>
        <Screen name={name} />
      </Suspense>
    ),
  })
}

/** Contacts, companies, sites, equipment and projects: two screens, used five times. */
export const recordRoutes = [
  listRoute('/contacts', 'contact'),
  listRoute('/societes', 'company'),
  listRoute('/sites', 'site'),
  listRoute('/equipements', 'equipment'),
  listRoute('/projets', 'project'),
  pageRoute('/contacts/$id', 'contact'),
  pageRoute('/societes/$id', 'company'),
  pageRoute('/sites/$id', 'site'),
  pageRoute('/equipements/$id', 'equipment'),
  pageRoute('/projets/$id', 'project'),
] as const
