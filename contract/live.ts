import { z } from 'zod'
import { route } from './route.ts'

export const live = {
  stream: route({
    method: 'GET',
    path: '/api/live',
    summary: 'Stream news as server-sent events with ids only: see LiveNews. Last-Event-ID resumes it',
    tag: 'live',
    access: 'signed-in',
    reply: z.string(),
  }),
}
