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
    owner: z.string().describe('The agent who made it; it ends with their account or their right to make keys'),
    ending: z.string().describe('Its last four characters'),
    createdAt: Instant,
    expiresAt: Instant,
    isEnded: z.boolean().describe('It has expired, or its owner may not make keys any more'),
    lastUsedAt: Instant.nullable().describe('To the hour'),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>

export const apiKeys = {
  list: route({
    method: 'GET',
    path: '/api/api-keys',
    summary: 'The keys of other programs, newest first',
    tag,
    access,
    reply: z.object({
      items: z.array(ApiKey),
      descriptionPublic: z.boolean().describe('Whether anybody may read /api/docs, or agents alone'),
    }),
  }),
  create: route({
    method: 'POST',
    path: '/api/api-keys',
    summary: 'Make a key; this is the only time that it is shown',
    tag,
    access,
    confirmed: true,
    body: z.object({
      name: Line(100),
      scope: KeyScope.default('count'),
      days: z.int().min(1).max(366).default(365).describe('Until it ends'),
    }),
    reply: z.object({ id: Id, key: z.string() }),
    status: 201,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/api-keys/:id',
    summary: 'Let nobody in by this key any more',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    status: 204,
  }),
}

const Count = z.object({ count: z.int(), capped: z.boolean().describe('There are more: counted up to 1,000') })

export const count = {
  show: route({
    method: 'GET',
    path: '/api/count',
    summary: 'How many tickets an agent has to handle, for another program’s dashboard; `authorization: Bearer KEY`',
    tag,
    access: { public: 'guarded by an API key of the scope count' },
    query: z.object({ agentId: Id }),
    reply: z.object({
      agent: AgentRef,
      toHandle: Count.describe('Open, not waiting, led by the agent or theirs without a lead'),
      late: Count.describe('Of those, past their due date'),
      unclaimed: Count.describe('Open tickets that they see and nobody leads'),
    }),
  }),
}
