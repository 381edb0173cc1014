import { createRoute } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ListView, RecordName } from '../features/records/record-kind.ts'
import { deskRoute } from './desk.tsx'

const ListScreen = lazy(() => import('./record-list-screen.tsx').then((file) => ({ default: file.RecordListScreen })))
const Screen = lazy(() => import('./record-screen.tsx').then((file) => ({ default: file.RecordScreen })))

/** Search parameters of a list of records. */
export type RecordSearch = ListView & { text?: string }

function readRecordSearch({ text, archived, sort, choice }: Record<string, unknown>): RecordSearch {
  return {
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(archived === 'true' && { archived }),
    ...(sort === 'newest' && { sort }),
    ...(typeof choice === 'string' && choice !== '' && { choice }),
  }
}

function listRoute<const P extends string>(path: P, name: RecordName) {
  return createRoute({
    getParentRoute: () => deskRoute,
    path,
    validateSearch: readRecordSearch,
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
