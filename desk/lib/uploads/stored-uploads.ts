import type { FileUpload } from '../../../browser/upload-queue.ts'
import { storage } from '../storage.ts'

type Noted = { at: number; upload: FileUpload }

/** Lifetime of stored uploads. The server deletes unattached files after a day. */
const lastsMs = 23 * 3_600_000
const noteOf = (place: string) => `files.${place}`

/** Reads the uploads that were sent before this page was loaded and are not attached yet. */
export function readStoredUploads(place: string): FileUpload[] {
  return readNotes(place).map(({ upload }) => upload)
}

export function storeUploads(place: string, uploads: readonly FileUpload[]) {
  const before = new Map(readNotes(place).map(({ at, upload }) => [upload.key, at]))
  const sent = uploads.filter(({ upload }) => upload)
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
