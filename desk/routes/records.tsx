import { createRoute } from '@tanstack/react-router'
import type { ListView, RecordName } from '../features/records/record-kind.ts'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

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
    component: loadScreen(async () => {
      const { RecordListScreen } = await import('./record-list-screen.tsx')
      return () => <RecordListScreen key={name} name={name} />
    }),
  })
}

function pageRoute<const P extends string>(path: P, name: RecordName) {
  return createRoute({
    getParentRoute: () => deskRoute,
    path,
    component: loadScreen(async () => {
      const { RecordScreen } = await import('./record-screen.tsx')
      return () => <RecordScreen name={name} />
    }),
  })
}

/** Routes of contacts, companies, sites, machines and projects, each with the same two screens. */
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
