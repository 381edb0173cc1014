import { storage } from '../storage.ts'
import type { Upload } from './uploads.ts'

type Noted = { at: number; upload: Upload }

/** Lifetime of stored uploads. The server deletes unattached files after a day. */
const lastsMs = 23 * 3_600_000
const noteOf = (place: string) => `uploads.${place}`

/** Reads uploads that were sent before a reload and are not attached yet. */
export function readStoredUploads(place: string): Upload[] {
  return readNotes(place).map(({ upload }) => upload)
}

export function storeUploads(place: string, uploads: readonly Upload[]) {
  const before = new Map(readNotes(place).map(({ at, upload }) => [upload.key, at]))
  const sent = uploads.filter(({ state }) => state === 'sent')
  const notes = sent.map((upload): Noted => ({ at: before.get(upload.key) ?? Date.now(), upload }))
  storage.write(noteOf(place), notes.length > 0 ? JSON.stringify(notes) : null)
}

function readNotes(place: string): Noted[] {
  try {
    const notes = JSON.parse(storage.read(noteOf(place)) ?? '[]') as Noted[]
    return notes.filter(({ at }) => Date.now() - at < lastsMs)
  } catch {
    return []
  }
}
