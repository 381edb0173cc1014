import { useStore } from '../store.ts'
import { addFiles, removeAttached, removeUpload, retry, uploadsAt } from './uploads.ts'

/** Uploads of a place, with their actions. */
export function useUploads(place: string) {
  const uploads = useStore(uploadsAt(place))
  const count = (state: string) => uploads.filter((upload) => upload.state === state).length
  const failed = count('failed')
  return {
    place,
    uploads,
    /** Ids of sent uploads. */
    ids: uploads.flatMap(({ kept }) => (kept ? [kept.id] : [])),
    failed,
    underWay: uploads.length - failed - count('sent'),
    add: (files: Iterable<File>) => addFiles(place, files),
    retry: (key: string) => retry(place, key),
    remove: (key: string) => removeUpload(place, key),
    /** Removes all of them. */
    removeAll: () => {
      for (const { key } of uploads) removeUpload(place, key)
    },
    /** Removes uploads that are attached now. */
    clear: (ids: readonly string[]) => removeAttached(place, ids),
  }
}
export type Uploads = ReturnType<typeof useUploads>
