import { z } from 'zod'
import type { Secrets } from '../secrets.ts'

/** Version of the format, raised when an older program could no longer read new backups. */
export const formatVersion = 1

/** Name of the first entry, which identifies the backup in any format. */
export const headName = 'backup.json'
export const Head = z.object({ format: z.number().int(), guichet: z.string(), madeAt: z.string() })
export type Head = z.output<typeof Head>

/** Name of the second entry of an encrypted backup: the keys of the secrets in its tables, one a line. */
export const keysName = 'secret.key'

/** Name of the last entry, which lists the content. Files are named by their hash and need no other. */
export const manifestName = 'manifest.json'
export const Manifest = Head.extend({
  /** Ids of the keys that encrypted secrets in the tables; absent where secrets were not encrypted. */
  secretKeys: z.array(z.string()).optional(),
  /** HMAC by the secret key, which cannot be forged after altering the backup. */
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
    /** Referenced files that were missing when the backup was made. */
    missing: z.array(z.string()),
    /** Files whose bytes no longer matched their name. */
    altered: z.array(z.string()),
  }),
})
export type Manifest = z.output<typeof Manifest>

const proofPurpose = 'backup'

/** Returns the text that a proof covers: the manifest, and through its hashes the whole content. */
const provenText = ({ proof: _, ...manifest }: Manifest) => JSON.stringify(Manifest.parse(manifest))

/** Adds a proof that a holder of the secret key made the backup. */
export function signManifest(secrets: Secrets, manifest: Manifest): Manifest {
  return { ...manifest, proof: secrets.prove(proofPurpose, provenText(manifest)) }
}

/** Tells whether a holder of one of the keys made the backup. */
export function isManifestSigned(secrets: Secrets, manifest: Manifest): boolean {
  return manifest.proof !== undefined && secrets.isProven(proofPurpose, provenText(manifest), manifest.proof)
}

export const tablePrefix = 'tables/'
export const filePrefix = 'files/'

/** Callback for the progress of long work, called often. Throwing stops the work. */
export type ReportProgress = (what: string, bytes: number) => void
