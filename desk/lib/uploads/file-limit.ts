import { api, call } from '../api.ts'

let asked: Promise<number | null> | null = null

/** How large a file may be, in bytes; null when nobody says: then the server will. Asked once. */
export function readFileLimit(): Promise<number | null> {
  asked ??= call(api.attachments.limits, {}).then(
    ({ bytes }) => bytes,
    () => {
      asked = null
      return null
    },
  )
  return asked
}
