import { z } from 'zod'
import { Id, IdParams, Line, Search } from './common.ts'
import { route } from './route.ts'

const tag = 'tags'
const access = 'settings.manage'

/** Name of a tag. */
export const TagName = Line(40)

export const Tag = z.object({ id: Id, name: z.string() }).meta({ id: 'Tag' })
export type Tag = z.infer<typeof Tag>

export const CountedTag = Tag.extend({
  tickets: z.int().describe('Number of its tickets: exact, or a minimum when `capped`'),
  capped: z.boolean(),
}).meta({ id: 'CountedTag' })
export type CountedTag = z.infer<typeof CountedTag>

export const tags = {
  list: route({
    method: 'GET',
    path: '/api/tags',
    summary: 'List tags, the recently most used first, or those that contain a text',
    tag,
    access: 'tickets.read',
    query: Search,
    reply: z.object({ items: z.array(Tag) }),
  }),
  count: route({
    method: 'GET',
    path: '/api/tag-counts',
    summary: 'List tags by name, with the number of their tickets',
    tag,
    access,
    query: Search.extend({ after: TagName.optional().describe('Last name of the previous page') }),
    reply: z.object({ items: z.array(CountedTag), next: z.string().nullable() }),
  }),
  rename: route({
    method: 'PUT',
    path: '/api/tags/:id/name',
    summary: 'Rename a tag, on every ticket that has it',
    tag,
    access,
    params: IdParams,
    body: z.object({ name: TagName }),
    reply: Tag,
  }),
  merge: route({
    method: 'POST',
    path: '/api/tags/:id/merge',
    summary: 'Merge a tag into another: replace it on every ticket, and delete it',
    tag,
    access,
    params: IdParams,
    body: z.object({ intoId: Id }),
    reply: Tag,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/tags/:id',
    summary: 'Take a tag off every ticket, and delete it',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
}
