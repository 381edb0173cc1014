import { z } from 'zod'
import { AgentRef, Id, IdParams, Instant, Line } from './common.ts'
import { route } from './route.ts'

const tag = 'api keys'
const access = 'settings.manage'

/** Scopes of keys: `count` reads how many tickets an agent has to handle. */
const keyScopes = ['count'] as const
const KeyScope = z.enum(keyScopes).meta({ id: 'KeyScope' })
export type KeyScope = z.infer<typeof KeyScope>

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    scope: KeyScope,
    owner: z
      .string()
      .describe('The agent who created it; it stops working with their account or their right to create keys'),
    ending: z.string().describe('Its last four characters'),
    createdAt: Instant,
    expiresAt: Instant,
    isEnded: z.boolean().describe('Whether it has expired, or its owner may no longer create keys'),
    lastUsedAt: Instant.nullable().describe('Precise to the hour'),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>

export const apiKeys = {
  list: route({
    method: 'GET',
    path: '/api/api-keys',
    summary: 'List API keys, newest first',
    tag,
    access,
    reply: z.object({
      items: z.array(ApiKey),
      descriptionPublic: z.boolean().describe('Whether /api/docs is public; otherwise only agents read it'),
    }),
  }),
  create: route({
    method: 'POST',
    path: '/api/api-keys',
    summary: 'Create an API key, shown this once',
    tag,
    access,
    confirmed: true,
    body: z.object({
      name: Line(100),
      scope: KeyScope.default('count'),
      days: z.int().min(1).max(366).default(365).describe('Days until it expires'),
    }),
    reply: z.object({ id: Id, key: z.string() }),
    status: 201,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/api-keys/:id',
    summary: 'Revoke an API key',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    status: 204,
  }),
}

const Count = z.object({
  count: z.int(),
  capped: z.boolean().describe('Whether there are more than the 1,000 counted'),
})

export const count = {
  show: route({
    method: 'GET',
    path: '/api/count',
    summary: 'Count the tickets an agent has to handle, for dashboards; `authorization: Bearer KEY`',
    tag,
    access: { public: 'guarded by an API key of the scope count' },
    query: z.object({ agentId: Id }),
    reply: z.object({
      agent: AgentRef,
      toHandle: Count.describe('Open, not waiting, and led by the agent, or assigned to them without a lead'),
      late: Count.describe('Those of them that are past their due date'),
      unclaimed: Count.describe('Open tickets without a lead that the agent sees'),
    }),
  }),
}
