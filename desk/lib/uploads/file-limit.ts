import { api, call } from '../api.ts'

let asked: Promise<number | null> | null = null

/** Returns the maximum file size in bytes, requested once; null when unknown. */
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
