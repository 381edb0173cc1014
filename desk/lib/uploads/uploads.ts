import { type FileUpload, maxFiles, openLine, openUploadQueue } from '../../../browser/upload-queue.ts'
import { createStore, type Store } from '../../../ui/store.ts'
import { toast } from '../../../ui/toast.tsx'
import { api, call } from '../api.ts'
import { t } from '../i18n.tsx'
import { readFileLimit } from './file-limit.ts'
import { sendFile } from './send-file.ts'
import { readStoredUploads, storeUploads } from './stored-uploads.ts'

type Place = { files: Store<readonly FileUpload[]>; queue: ReturnType<typeof openUploadQueue> }
const places = new Map<string, Place>()
const inLine = openLine()

/** Returns the uploads of a draft or ticket. They continue while other pages are shown. */
export function uploadsAt(place: string): Place {
  const known = places.get(place)
  if (known) return known
  const before = readStoredUploads(place)
  const files = createStore<readonly FileUpload[]>(before)
  const queue = openUploadQueue({
    before,
    onChange(next) {
      files.set(next)
      storeUploads(place, next)
    },
    send: sendFile,
    // If this fails, the upload expires within a day.
    discard: ({ id }) => call(api.attachments.discard, { params: { id } }).catch(() => {}),
    inLine,
    limit: readFileLimit,
  })
  const opened = { files, queue }
  places.set(place, opened)
  return opened
}

export function addFiles(place: string, chosen: Iterable<File>) {
  if (uploadsAt(place).queue.add(chosen) > 0) toast({ text: t('files.too_many', { count: maxFiles }), tone: 'danger' })
}
