import { z } from 'zod'
import { Email } from '../contract/common.ts'
import { Password } from '../contract/people.ts'

const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

const BucketAddress = z.url({ protocol: /^https?$/ }).refine((given) => {
  const { username, password, pathname } = new URL(given)
  return username !== '' && password !== '' && /^\/[^/]+\/?$/.test(pathname)
}, 'must be https://KEY:SECRET@HOST/BUCKET')

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: optional,
    DATABASE_URL: optional,
    /** Bucket for files: https://KEY:SECRET@HOST/BUCKET?region=REGION. */
    S3_URL: optional.pipe(BucketAddress.optional()),
    /** Maximum size of an attached file, in millions of bytes. */
    FILE_LIMIT_MB: z.coerce.number().int().min(1).max(2_000).default(25),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .transform((url) => url && new URL(url).origin),
    /** Addresses of trusted reverse proxies, whose forwarded headers apply, comma-separated. */
    TRUSTED_PROXIES: optional,
    SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: optional.pipe(Email.optional()),
    /** Delay before the first retry of a postponed mail; it doubles at each retry. */
    MAIL_RETRY_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
    /** Delay before a mail about an agent's act is sent. Undo lasts two seconds less, at most ten. */
    MAIL_HOLD_SECONDS: z.coerce.number().int().min(0).max(60).default(12),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /**
     * Keys that encrypt secrets in the database, the current one first, comma-separated: 32 bytes each in base64url.
     */
    SECRET_KEY: optional,
    /** Opens /metrics to other machines: `authorization: Bearer TOKEN`. */
    METRICS_TOKEN: optional.pipe(z.string().min(16).optional()),
    /** Encrypts and opens backups: see `backup --encrypt`. */
    BACKUP_PASSPHRASE: optional,
    /** First administrator, for an unattended first start; without effect afterwards. */
    ADMIN_EMAIL: optional.pipe(Email.optional()),
    ADMIN_PASSWORD: optional.pipe(Password.optional()),
    /** Folder in which `npm run` was called, since npm changes it. */
    INIT_CWD: z.string().default('.'),
  })
  .refine((env) => (env.ADMIN_EMAIL === undefined) === (env.ADMIN_PASSWORD === undefined), {
    error: 'goes together with ADMIN_EMAIL',
    path: ['ADMIN_PASSWORD'],
  })
export type Env = z.output<typeof Environment>

/**
 * Reads the environment, as the only reader of process.env. Throws an error for the operator that names each invalid
 * variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = Environment.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not valid:\n${problems.join('\n')}`)
}
