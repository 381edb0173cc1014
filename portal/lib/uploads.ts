import { signal } from '@preact/signals'
import { sendFile } from '../../browser/send-file.ts'
import { type FileUpload, openLine, openUploadQueue, type UploadProblem } from '../../browser/upload-queue.ts'
import { addressOf } from '../../contract/client.ts'
import { call, errorText, headers, isCode, portal, restoreSession } from './api.ts'
import { clientStorage } from './client-storage.ts'
import { host } from './host.ts'
import { locale, t } from './i18n.ts'
import { sessionEnded } from './session.ts'

/** The server forgets after a day what was put nowhere. */
const lastsMs = 23 * 3_600_000
type Noted = { at: number; chosen: readonly FileUpload[] }
const noteOf = (place: string) => `fichiers.${place}`

/** “340 ko”, “1,2 Mo” */
export function formatSize(bytes: number): string {
  if (bytes < 999_500) return t('files.kilobytes', { size: Math.max(1, Math.round(bytes / 1e3)) })
  const size = (bytes / 1e6).toLocaleString(locale.value, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })
  return t('files.megabytes', { size })
}

/** The files gathered for one message, kept through a reload. */
export function createFileList(place: string) {
  const noted = clientStorage.read<Noted>(noteOf(place))
  const list = signal<readonly FileUpload[]>(noted && Date.now() - noted.at < lastsMs ? noted.chosen : [])
  /** How many of the last choice found no room. */
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
    // Should nobody be told, it expires within a day.
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
    /** Sends the files that could not leave while nobody was signed in. */
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
    /** Back in the box, of a message that was not taken. */
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
