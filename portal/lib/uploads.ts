import { signal } from '@preact/signals'
import { sendFile } from '../../browser/send-file.ts'
import { type FileUpload, openLine, openUploadQueue, type UploadProblem } from '../../browser/upload-queue.ts'
import { addressOf } from '../../contract/client.ts'
import { call, errorText, headers, isCode, portal, restoreSession } from './api.ts'
import { clientStorage } from './client-storage.ts'
import { host } from './host.ts'
import { locale, t } from './i18n.ts'
import { sessionEnded } from './session.ts'

/** Lifetime of stored uploads. Guichet deletes unattached files after a day. */
const lastsMs = 23 * 3_600_000
type Noted = { at: number; chosen: readonly FileUpload[] }
const noteOf = (place: string) => `fichiers.${place}`

/** “340 ko”, “1,2 Mo” */
export function formatSize(bytes: number): string {
  if (bytes < 999_500) return t('files.kilobytes', { size: Math.max(1, Math.round(bytes / 1e3)) })
  const size = (bytes / 1e6).toLocaleString(locale.value, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })
  return t('files.megabytes', { size })
}

/** Creates the list of files for one message, which survives a reload. */
export function createFileList(place: string) {
  const noted = clientStorage.read<Noted>(noteOf(place))
  const list = signal<readonly FileUpload[]>(noted && Date.now() - noted.at < lastsMs ? noted.chosen : [])
  /** Number of files of the last choice that exceeded the maximum. */
  const leftOut = signal(0)
  const queue = openUploadQueue({
    before: list.value,
    onChange(next) {
      list.value = next
      const chosen = next.filter(({ upload }) => upload)
      clientStorage.write(noteOf(place), chosen.length > 0 ? { at: Date.now(), chosen } : null)
    },
    send: (file, key, options) =>
      sendFile({
        file,
        address: host.server + addressOf(portal.upload, { query: { name: file.name } }),
        headers: { ...headers(), 'idempotency-key': key },
        ...options,
      }),
    // If this fails, the upload expires within a day.
    discard: ({ id }) => call(portal.discard, { params: { id } }).catch(() => {}),
    inLine: openLine(),
    isPaused: () => sessionEnded.value,
    isSettled: async (error) => isCode(error, 'unauthenticated') && restoreSession(),
  })

  return {
    list,
    leftOut,
    add(chosen: Iterable<File>) {
      leftOut.value = queue.add(chosen)
    },
    /** Sends the files that waited for a sign-in. */
    resume: queue.resume,
    again: queue.again,
    remove(key: string) {
      leftOut.value = 0
      queue.remove(key)
    },
    /** Clears the list once the files are attached. */
    clear() {
      leftOut.value = 0
      queue.drop(list.value.map(({ key }) => key))
    },
    /** Puts back the files of a message that was rejected. */
    put: queue.putBack,
  }
}
export type UploadList = ReturnType<typeof createFileList>

/** Returns why a file was not sent, and what to do about it. */
export function problemText(problem: UploadProblem, { size }: FileUpload): string {
  if (problem.kind === 'too_large')
    return t('files.too_large', { size: formatSize(size), limit: formatSize(problem.limit) })
  if (problem.kind !== 'call') return t(`files.${problem.kind}`)
  return isCode(problem.error, 'unreachable') ? t('files.cut') : errorText(problem.error)
}
