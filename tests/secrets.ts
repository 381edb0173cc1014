import { createSecrets } from '../server/platform/secrets.ts'

/** Encrypts the secrets of databases that several processes, or none, work on. */
export const secretKey = Buffer.alloc(32, 'test').toString('base64url')
export const secrets = createSecrets([secretKey])
