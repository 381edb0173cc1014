import { sendFile as send, type TransferOptions } from '../../../browser/send-file.ts'
import type { Upload } from '../../../contract/attachments.ts'
import { addressOf } from '../../../contract/client.ts'
import { api, CallError, signedOut } from '../api.ts'
import { locale } from '../i18n.tsx'

/** Uploads a file that will be attached later. Rejects with CallError. */
export function sendFile(file: File, key: string, options: TransferOptions): Promise<Upload> {
  return send({
    file,
    address: addressOf(api.attachments.upload, { query: { name: file.name } }),
    headers: { 'accept-language': locale(), 'idempotency-key': key },
    ...options,
  }).catch((error) => {
    if (error instanceof CallError && error.code === 'unauthenticated') signedOut()
    throw error
  })
}
