import { z } from 'zod'
import { route } from './route.ts'

export const live = {
  stream: route({
    method: 'GET',
    path: '/api/live',
    summary: 'News as server-sent events, ids only; see LiveNews. Last-Event-ID catches up',
    tag: 'live',
    access: 'signed-in',
    reply: z.string(),
  }),
}
