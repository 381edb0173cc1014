import { newKey } from '../../../browser/new-key.ts'
import type { Upload as StoredUpload } from '../../../contract/attachments.ts'
import { createStore, type Store } from '../../../ui/store.ts'
import { toast } from '../../../ui/toast.tsx'
import { api, CallError, call } from '../api.ts'
import { t } from '../i18n.tsx'
import { keepSent, readSent } from './kept.ts'
import { limitOf } from './limit.ts'
import { type FileTransfer, sendFile } from './send-file.ts'

/** Why a file was not sent. Only what was refused by chance is worth sending again. */
export type Problem =
  | { kind: 'empty' | 'unreadable' }
  | { kind: 'too_large'; limit: number }
  | { kind: 'call'; error: unknown }

/** A file on its way to the server, or there and not yet put anywhere. */
export type Upload = {
  key: string
  name: string
  size: number
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** bytes */
  sent: number
  kept: StoredUpload | null
  problem: Problem | null
}

/** One after the other: they keep the order in which they were chosen, and a slow line is not shared. */
const atOnce = 1
const atMost = 20

const places = new Map<string, Store<readonly Upload[]>>()
const files = new Map<string, File>()
const sendings = new Map<string, FileTransfer>()

/** The files gathered at a place (a draft, a ticket). They go on being sent when one looks elsewhere. */
export function uploadsAt(place: string): Store<readonly Upload[]> {
  const known = places.get(place)
  if (known) return known
  const store = createStore<readonly Upload[]>(readSent(place))
  places.set(place, store)
  store.subscribe(() => keepSent(place, store.get()))
  return store
}

export function addFiles(place: string, chosen: Iterable<File>) {
  const store = uploadsAt(place)
  const added = [...chosen]
  const room = atMost - store.get().length
  if (added.length > room) toast({ text: t('files.too_many', { count: atMost }), tone: 'danger' })
  const uploads = added.slice(0, room).map((file): Upload => {
    const key = newKey()
    files.set(key, file)
    return { key, name: file.name, size: file.size, state: 'waiting', sent: 0, kept: null, problem: null }
  })
  store.set([...store.get(), ...uploads])
  for (const { key } of uploads) check(place, key)
}

export function retry(place: string, key: string) {
  change(place, key, { state: 'waiting', sent: 0, problem: null })
  check(place, key)
}

/** Stops it, or gives it up; what the server has of it is forgotten there too. */
export function removeUpload(place: string, key: string) {
  const store = uploadsAt(place)
  const upload = store.get().find((one) => one.key === key)
  drop(place, key)
  // Should nobody be told, it expires within a day.
  if (upload?.kept) call(api.attachments.discard, { params: { id: upload.kept.id } }).catch(() => {})
}

/** These, by the ids that the server gave them, are where they belong. */
export function forget(place: string, ids: readonly string[]) {
  for (const { key, kept } of uploadsAt(place).get()) if (kept && ids.includes(kept.id)) drop(place, key)
}

function drop(place: string, key: string) {
  const store = uploadsAt(place)
  sendings.get(key)?.stop()
  sendings.delete(key)
  files.delete(key)
  store.set(store.get().filter((one) => one.key !== key))
  sendNext()
}

function change(place: string, key: string, part: Partial<Upload>) {
  const store = uploadsAt(place)
  store.set(store.get().map((one) => (one.key === key ? { ...one, ...part } : one)))
}

const fail = (place: string, key: string, problem: Problem) => change(place, key, { state: 'failed', problem })

/** Checks a file before it is sent. */
async function check(place: string, key: string) {
  const file = files.get(key)
  if (!file) return fail(place, key, { kind: 'unreadable' })
  if (file.size === 0) return fail(place, key, { kind: 'empty' })
  const limit = await limitOf()
  if (limit !== null && file.size > limit) return fail(place, key, { kind: 'too_large', limit })
  sendNext()
}

function sendNext() {
  for (const [place, store] of places)
    for (const { key, state } of store.get())
      if (state === 'waiting' && !sendings.has(key) && sendings.size < atOnce) begin(place, key)
}

async function begin(place: string, key: string) {
  const file = files.get(key)
  if (!file) return
  const sending = sendFile(file, file.name, key, (sent) => change(place, key, { sent }))
  sendings.set(key, sending)
  change(place, key, { state: 'sending' })
  try {
    const kept = await sending.done
    change(place, key, { state: 'sent', kept, name: kept.name })
  } catch (error) {
    fail(place, key, await problemOf(file, error))
  }
  if (sendings.get(key) === sending) sendings.delete(key)
  sendNext()
}

/** A file that was moved or changed since it was chosen fails as if the line did. */
async function problemOf(file: File, error: unknown): Promise<Problem> {
  if (error instanceof CallError && error.code === 'payload_too_large' && typeof error.details.limit === 'number')
    return { kind: 'too_large', limit: error.details.limit }
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
  return readable ? { kind: 'call', error } : { kind: 'unreadable' }
}
