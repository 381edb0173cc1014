import { z } from 'zod'
import { Created, Id } from './common.ts'
import type { Permission } from './permissions.ts'
import { route } from './route.ts'

/** Maximum number of clients listed as seeing more after a merge; the others are only counted. */
export const gainersShown = 20

const MergePreview = z
  .object({
    moves: z
      .array(
        z.object({
          what: z.enum(['tickets', 'steps', 'mails', 'files', 'contacts', 'sites', 'equipment', 'projects']),
          count: z.int(),
        }),
      )
      .describe('What moves to the record that is kept'),
    fields: z.array(z.string()).describe('Its empty fields that the merge fills in'),
    gained: z.int().describe('Pairs of client and ticket that become visible by the merge'),
    gainers: z.array(z.object({ id: Id, name: z.string(), tickets: z.int() })).max(gainersShown),
    versions: z.object({ from: z.int(), into: z.int() }),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof MergePreview>

const MergeOrder = z.object({
  versions: z.object({ from: z.int().min(1), into: z.int().min(1) }),
  gained: z.int().min(0).describe('As in the preview; the merge is refused if it has grown since'),
})
export type MergeOrder = z.output<typeof MergeOrder>

function mergeRoutes<const P extends string, const A extends Permission>(kind: P, one: string, tag: string, access: A) {
  const declared = {
    path: `/api/${kind}/:id/merge/:intoId` as const,
    tag,
    access,
    params: z.object({ id: Id, intoId: Id }),
  }
  return {
    preview: route({
      ...declared,
      method: 'GET',
      summary: `Preview the merge of ${one} into another`,
      reply: MergePreview,
    }),
    merge: route({
      ...declared,
      method: 'POST',
      summary: `Merge ${one} into another, which takes over everything`,
      body: MergeOrder,
      reply: Created,
    }),
  }
}

export const contactMerging = mergeRoutes('contacts', 'a contact', 'contacts', 'contacts.edit')
export const companyMerging = mergeRoutes('companies', 'a company', 'companies', 'contacts.edit')
export const equipmentMerging = mergeRoutes('equipment', 'a piece of equipment', 'equipment', 'equipment.edit')
export const projectMerging = mergeRoutes('projects', 'a project', 'projects', 'projects.edit')
