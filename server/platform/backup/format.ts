import { z } from 'zod'
import type { Secrets } from '../secrets.ts'

/** Raised when an older program could no longer read what this one writes. */
export const formatVersion = 1

/** The first entry: enough to tell whose backup it is, whatever its format. */
export const headName = 'backup.json'
export const Head = z.object({ format: z.number().int(), guichet: z.string(), madeAt: z.string() })
export type Head = z.output<typeof Head>

/** The second entry of an encrypted backup: the keys of the secrets in its tables, one a line. */
export const keysName = 'secret.key'

/** The last entry: what a whole backup holds. Files are named by their content and need no hash of their own. */
export const manifestName = 'manifest.json'
export const Manifest = Head.extend({
  /** Ids of the keys that have sealed the secrets in its tables; absent where they stood in clear. */
  secretKeys: z.array(z.string()).optional(),
  /** HMAC by the secret key: whoever alters a backup without the key cannot make another one. */
  proof: z.string().optional(),
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

const proofPurpose = 'backup'

/** Returns what a proof vouches for: the whole manifest, and by its hashes all that it tells of. */
const provenText = ({ proof: _, ...manifest }: Manifest) => JSON.stringify(Manifest.parse(manifest))

/** Adds a proof that a holder of the secret key made the backup. */
export function proveManifest(secrets: Secrets, manifest: Manifest): Manifest {
  return { ...manifest, proof: secrets.prove(proofPurpose, provenText(manifest)) }
}

/** Whether a holder of one of the keys made the backup. */
export function isProven(secrets: Secrets, manifest: Manifest): boolean {
  return manifest.proof !== undefined && secrets.isProven(proofPurpose, provenText(manifest), manifest.proof)
}

export const tablePrefix = 'tables/'
export const filePrefix = 'files/'

/** Tells how far a long work is; called often. What it throws stops the work. */
export type Report = (what: string, bytes: number) => void
