import { signal } from '@preact/signals'
import { newKey } from '../../browser/new-key.ts'
import { type FileTransfer, sendFile } from '../../browser/send-file.ts'
import type { Upload } from '../../contract/attachments.ts'
import { addressOf, type CallError } from '../../contract/client.ts'
import { call, errorText, headers, isCode, portal, restoreSession } from './api.ts'
import { clientStorage } from './client-storage.ts'
import { host } from './host.ts'
import { locale, t } from './i18n.ts'
import { sessionEnded } from './session.ts'

export type ChosenFile = {
  key: string
  name: string
  size: number
  /** bytes */
  sent: number
  upload: Upload | null
  /** Message about why it was not sent. */
  problem: string | null
  again: boolean
}

/** Maximum files in one message. */
export const maxFiles = 20

/** Lifetime of stored uploads. The server deletes unattached files after a day. */
const lastsMs = 23 * 3_600_000
type Noted = { at: number; chosen: ChosenFile[] }
const noteOf = (place: string) => `fichiers.${place}`

/** “340 ko”, “1,2 Mo” */
export function formatSize(bytes: number): string {
  if (bytes < 999_500) return t('files.kilobytes', { size: Math.max(1, Math.round(bytes / 1e3)) })
  const size = (bytes / 1e6).toLocaleString(locale.value, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })
  return t('files.megabytes', { size })
}

/** Creates the list of a message's files. They are sent one by one as soon as they are chosen, and survive a reload. */
export function createFileList(place: string) {
  const noted = clientStorage.read<Noted>(noteOf(place))
  const list = signal<ChosenFile[]>(noted && Date.now() - noted.at < lastsMs ? noted.chosen : [])
  const files = new Map<string, File>()
  /** Number of the last chosen files that exceeded the limit. */
  const leftOut = signal(0)
  let sending: { key: string; line: FileTransfer } | null = null

  const set = (next: ChosenFile[]) => {
    list.value = next
    const chosen = next.filter(({ upload }) => upload)
    clientStorage.write(noteOf(place), chosen.length > 0 ? { at: Date.now(), chosen } : null)
  }
  const change = (key: string, part: Partial<ChosenFile>) =>
    set(list.value.map((one) => (one.key === key ? { ...one, ...part } : one)))

  async function next() {
    const waiting = list.value.find(({ upload, problem }) => !upload && !problem)
    const file = waiting && files.get(waiting.key)
    if (sending || sessionEnded.value || !waiting || !file) return
    const { key } = waiting
    const line = sendFile({
      file,
      address: host.server + addressOf(portal.upload, { query: { name: file.name } }),
      headers: { ...headers(), 'idempotency-key': key },
      onSent: (sent) => change(key, { sent }),
    })
    sending = { key, line }
    try {
      const upload = await line.done
      change(key, { upload, name: upload.name })
    } catch (error) {
      const goesOn = isCode(error, 'unauthenticated') && (await restoreSession())
      change(key, goesOn || sessionEnded.value ? { sent: 0 } : problemOf(file, error))
    }
    sending = null
    next()
  }

  return {
    list,
    leftOut,
    add(chosen: Iterable<File>) {
      const all = [...chosen]
      const taken = all.slice(0, Math.max(0, maxFiles - list.value.length))
      leftOut.value = all.length - taken.length
      const added = taken.map((file): ChosenFile => {
        const key = newKey()
        files.set(key, file)
        const problem = file.size === 0 ? t('files.empty') : null
        return { key, name: file.name, size: file.size, sent: 0, upload: null, problem, again: false }
      })
      set([...list.value, ...added])
      next()
    },
    /** Sends the files that waited for a sign-in. */
    resume: next,
    again(key: string) {
      change(key, { problem: null, sent: 0 })
      next()
    },
    remove({ key, upload }: ChosenFile) {
      if (sending?.key === key) sending.line.stop()
      files.delete(key)
      leftOut.value = 0
      set(list.value.filter((one) => one.key !== key))
      // Should nobody be told, it expires within a day.
      if (upload) call(portal.discard, { params: { id: upload.id } }).catch(() => {})
    },
    /** Clears the list once the files are attached. */
    clear() {
      leftOut.value = 0
      set([])
    },
    /** Puts back the files of a message that was not accepted. */
    put: (chosen: ChosenFile[]) => set([...chosen, ...list.value]),
  }
}
export type UploadList = ReturnType<typeof createFileList>

function problemOf(file: File, error: unknown): Partial<ChosenFile> {
  if (isCode(error, 'unreachable')) return { problem: t('files.cut'), again: true }
  const limit = (error as CallError).details?.limit
  if (isCode(error, 'payload_too_large') && typeof limit === 'number')
    return { problem: t('files.too_large', { size: formatSize(file.size), limit: formatSize(limit) }) }
  return { problem: errorText(error), again: true }
}
