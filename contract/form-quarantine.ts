import { z } from 'zod'
import { Id, Instant } from './common.ts'

export const quarantineReasons = ['trap', 'too_fast', 'links', 'address', 'network'] as const

export const QuarantinedSubmission = z
  .object({
    id: Id,
    number: z.int().nullable().describe('Number given to its sender; null for older submissions'),
    form: z.object({ id: Id, name: z.string() }),
    answers: z.array(z.object({ label: z.string(), answer: z.string() })),
    files: z.int(),
    reasons: z.array(z.enum(quarantineReasons)),
    createdAt: Instant,
  })
  .meta({ id: 'QuarantinedSubmission' })
export type QuarantinedSubmission = z.infer<typeof QuarantinedSubmission>

export const Quarantine = z.object({ items: z.array(QuarantinedSubmission), next: z.string().nullable() })
