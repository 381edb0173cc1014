import { type FileTransfer, sendFile as send } from '../../../browser/send-file.ts'
import { addressOf } from '../../../contract/client.ts'
import { api, CallError, signedOut } from '../api.ts'
import { locale } from '../i18n.tsx'

/** Uploads a file that will be attached later. Rejects with CallError. */
export function sendFile(file: File, key: string, onSent: (bytes: number) => void): FileTransfer {
  const { done, stop } = send({
    file,
    address: addressOf(api.attachments.upload, { query: { name: file.name } }),
    headers: { 'accept-language': locale(), 'idempotency-key': key },
    onSent,
  })
  done.catch((error) => {
    if (error instanceof CallError && error.code === 'unauthenticated') signedOut()
  })
  return { done, stop }
}
