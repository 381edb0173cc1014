import { createRoute } from '@tanstack/react-router'
import { Id } from '../../contract/common.ts'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

export const toDoRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/a-faire',
  /** `agent`: whose list it is, when it is not the reader's. */
  validateSearch: ({ agent }: Record<string, unknown>): { agent?: string } =>
    Id.safeParse(agent).success ? { agent: String(agent) } : {},
  component: loadScreen(() => import('./to-do-screen.tsx').then((file) => file.ToDoScreen)),
})
