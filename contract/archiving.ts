import type { z } from 'zod'
import { IdParams } from './common.ts'
import type { Permission } from './permissions.ts'
import { route } from './route.ts'

/** Returns the two routes that archive and restore a kind of record. */
export function archiving<R extends z.ZodType, const A extends Permission>(
  path: string,
  { one, tag, access }: { one: string; tag: string; access: A },
  reply: R,
) {
  const declared = { path: `/api/${path}/:id/archive` as const, tag, access, params: IdParams, reply }
  return {
    archive: route({
      ...declared,
      method: 'PUT',
      summary: `Archive ${one}, which hides it from lists and pickers until it is restored`,
    }),
    restore: route({ ...declared, method: 'DELETE', summary: `Restore an archived record: ${one}` }),
  }
}

/** Routes that archive and restore records with this reply. */
export type ArchivingRoutes<R extends z.ZodType> = ReturnType<typeof archiving<R, Permission>>
