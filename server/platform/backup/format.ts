import { z } from 'zod'

/** Raised when an older program could no longer read what this one writes. */
export const formatVersion = 1

/** The first entry: enough to tell whose backup it is, whatever its format. */
export const headName = 'backup.json'
export const Head = z.object({ format: z.number().int(), guichet: z.string(), madeAt: z.string() })
export type Head = z.output<typeof Head>

/** The last entry: what a whole backup holds. Files are named by their content and need no hash of their own. */
export const manifestName = 'manifest.json'
export const Manifest = Head.extend({
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      bytes: z.number().int(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  files: z.object({
    count: z.number().int(),
    bytes: z.number().int(),
    /** Cited, but not in the folder when the backup was made. */
    missing: z.array(z.string()),
    /** Their bytes were no longer those they are named after. */
    altered: z.array(z.string()),
  }),
})
export type Manifest = z.output<typeof Manifest>

export const tablePrefix = 'tables/'
export const filePrefix = 'files/'

/** Tells how far a long work is; called often. What it throws stops the work. */
export type Report = (what: string, bytes: number) => void
