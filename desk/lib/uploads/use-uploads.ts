import { useStore } from '../../../ui/store.ts'
import { addFiles, forget, removeUpload, retry, uploadsAt } from './uploads.ts'

/** The files gathered at a place, and what one may do with them. */
export function useUploads(place: string) {
  const uploads = useStore(uploadsAt(place))
  const count = (state: string) => uploads.filter((upload) => upload.state === state).length
  const failed = count('failed')
  return {
    place,
    uploads,
    /** Ids of the uploads that the server has. */
    ids: uploads.flatMap(({ kept }) => (kept ? [kept.id] : [])),
    failed,
    underWay: uploads.length - failed - count('sent'),
    add: (files: Iterable<File>) => addFiles(place, files),
    retry: (key: string) => retry(place, key),
    remove: (key: string) => removeUpload(place, key),
    /** Given up, all of them. */
    removeAll: () => {
      for (const { key } of uploads) removeUpload(place, key)
    },
    /** These are where they belong. */
    clear: (ids: readonly string[]) => forget(place, ids),
  }
}
export type Uploads = ReturnType<typeof useUploads>
