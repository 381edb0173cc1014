import { expect, test } from 'vitest'
import { api } from '../index.ts'
import { byMailEndpoints } from './by-mail.ts'
import { formEndpoints } from './forms.ts'
import { portalEndpoints } from './portal.ts'
import { setupEndpoints } from './setup.ts'

test.each([
  ['portal', portalEndpoints],
  ['forms', formEndpoints],
  ['byMail', byMailEndpoints],
  ['setup', setupEndpoints],
] as const)('each endpoint of %s is that of the route of its name', (group, endpoints) => {
  const routes: Record<string, { method: string; path: string }> = api[group]
  for (const [name, endpoint] of Object.entries(endpoints)) expect(routes[name]).toMatchObject(endpoint)
})
