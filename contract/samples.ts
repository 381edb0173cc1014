import { z } from 'zod'
import { route } from './route.ts'

const tag = 'samples'
const access = 'settings.manage'

const SampleState = z
  .object({
    fillable: z.boolean().describe('Whether the desk is empty, so that sample data can be added'),
    tickets: z.int().describe('Sample tickets on this desk'),
  })
  .meta({ id: 'SampleState' })

export const samples = {
  show: route({
    method: 'GET',
    path: '/api/samples',
    summary: 'Get whether this desk has sample data, or can be filled with it',
    tag,
    access,
    reply: SampleState,
  }),
  fill: route({
    method: 'PUT',
    path: '/api/samples',
    summary: 'Fill an empty desk with sample data',
    tag,
    access,
    status: 204,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/samples',
    summary: 'Remove all sample data, with what was written on it',
    tag,
    access,
    status: 204,
  }),
}
