import { useStore } from '../../../ui/store.ts'
import { addFiles, uploadsAt } from './uploads.ts'

/** Uploads of a place, with their actions. */
export function useUploads(place: string) {
  const { files, queue } = uploadsAt(place)
  const uploads = useStore(files)
  const failed = uploads.filter(({ problem }) => problem).length
  /** Ids of the complete uploads. */
  const ids = uploads.flatMap(({ upload }) => (upload ? [upload.id] : []))
  return {
    place,
    uploads,
    ids,
    failed,
    underWay: uploads.length - failed - ids.length,
    add: (chosen: Iterable<File>) => addFiles(place, chosen),
    retry: queue.again,
    remove: queue.remove,
    /** Cancels all uploads. */
    removeAll: () => {
      for (const { key } of uploads) queue.remove(key)
    },
    /** Forgets uploads that are attached now. */
    clear: (attached: readonly string[]) => {
      const isAttached = ({ upload }: (typeof uploads)[number]) => upload !== null && attached.includes(upload.id)
      queue.drop(
        files
          .get()
          .filter(isAttached)
          .map(({ key }) => key),
      )
    },
  }
}
export type Uploads = ReturnType<typeof useUploads>
