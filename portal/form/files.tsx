import { useEffect, useRef, useState } from 'preact/hooks'
import { type FileUpload, openLine, openUploadQueue, type UploadProblem } from '../../browser/upload-queue.ts'
import { CallError } from '../../contract/client.ts'
import { FilePicker } from '../file-picker/file-picker.tsx'
import type { FormTranslate } from './form-translate.ts'
import type { FormSubmitter } from './guest-submitter.ts'
import { tabStorage } from './tab-storage.ts'

type StoredUploads = { until: number; files: readonly FileUpload[] }

const most = 10
const retryMs = 10_000
const storageKeyOf = ({ place }: FormSubmitter) => place && `${place}.envois`

/** Loads the code when a picture is chosen. Without it the file is sent unchanged. */
const shrink = async (file: File) =>
  file.type.startsWith('image/')
    ? import('../../browser/shrink-photo.ts').then(
        ({ shrinkPhoto }) => shrinkPhoto(file),
        () => file,
      )
    : file

function readStored(sending: FormSubmitter): readonly FileUpload[] {
  const stored = tabStorage.read<StoredUploads>(storageKeyOf(sending))
  return stored && stored.until > Date.now() ? stored.files : []
}

/** Files of one submission. They are sent as soon as they are chosen, and restored after a reload. */
export function useFiles(sending: FormSubmitter, limit: number) {
  const [list, setList] = useState(() => readStored(sending))
  const [tooMany, setTooMany] = useState(false)
  const sender = useRef(sending)
  sender.current = sending
  const [queue] = useState(() =>
    openUploadQueue({
      before: list,
      onChange: setList,
      send: (file, key, options) => sender.current.upload(file, key, options),
      inLine: openLine(),
      most,
      prepare: shrink,
      limit: async () => limit,
    }),
  )

  useEffect(() => {
    const files = list.filter(({ upload }) => upload)
    tabStorage.write(storageKeyOf(sending), files.length > 0 ? { until: sending.filesLastUntil(), files } : null)
  }, [list, sending])

  const keysToRetry = list
    .filter(({ problem }) => problem?.kind === 'call' && !refusalText(problem.error))
    .map(({ key }) => key)
    .join(' ')
  useEffect(() => {
    if (!keysToRetry) return
    const retry = () => {
      for (const key of keysToRetry.split(' ')) queue.again(key)
    }
    const timer = setInterval(retry, retryMs)
    addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      removeEventListener('online', retry)
    }
  }, [keysToRetry, queue])

  return {
    list,
    tooMany,
    hasFailed: list.some(({ problem }) => problem),
    isOnTheWay: list.some(({ upload, problem }) => !upload && !problem),
    ids: list.flatMap(({ upload }) => (upload ? [upload.id] : [])),
    add: (chosen: Iterable<File>) => setTooMany(queue.add(chosen) > 0),
    again: queue.again,
    /** Sends all files again after the sender changed or the pass expired. */
    renew(former = sending) {
      if (former !== sending) tabStorage.write(storageKeyOf(former), null)
      queue.renew()
    },
    remove: queue.remove,
    clear() {
      tabStorage.write(storageKeyOf(sending), null)
      queue.drop(list.map(({ key }) => key))
    },
  }
}
export type Files = ReturnType<typeof useFiles>

/** Returns the server's reason for rejecting a file; empty after a failure that is retried. */
const refusalText = (error: unknown) =>
  error instanceof CallError && error.status >= 400 && error.status < 500 ? error.message : ''

function problemText(problem: UploadProblem, t: FormTranslate): string {
  if (problem.kind === 'too_large') return t('files.too_large', { limit: Math.round(problem.limit / 1e6) })
  if (problem.kind !== 'call') return t(`files.${problem.kind}`)
  return refusalText(problem.error) || t('files.failed')
}

/** File picker for the attachments of a submission. */
export function FileField({ files, t, label }: { files: Files; t: FormTranslate; label: string }) {
  return (
    <FilePicker
      files={files}
      label={label}
      refusal={files.tooMany && t('files.too_many')}
      t={t}
      problemText={(problem) => problemText(problem, t)}
    >
      {files.list.length > 0 && <small>{t('files.kept')}</small>}
    </FilePicker>
  )
}
