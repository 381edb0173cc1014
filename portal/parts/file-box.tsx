import { untracked, useSignalEffect } from '@preact/signals'
import { type FileUpload, maxFiles } from '../../browser/upload-queue.ts'
import { type ChosenFile, FilePicker } from '../file-picker/file-picker.tsx'
import { t } from '../lib/i18n.ts'
import { sessionEnded } from '../lib/session.ts'
import { formatSize, problemText, type UploadList } from '../lib/uploads.ts'

/** File picker for the uploads of a message, which resume after signing in again. */
export function FileBox({ files }: { files: UploadList }) {
  useSignalEffect(() => {
    if (!sessionEnded.value) untracked(files.resume)
  })
  const { value: left } = files.leftOut
  return (
    <FilePicker
      files={{ ...files, list: files.list.value.map(toChosenFile) }}
      label={t('files.list')}
      refusal={left > 0 ? t('files.too_many', { most: maxFiles, left }) : null}
      t={t}
    />
  )
}

function toChosenFile(file: FileUpload): ChosenFile {
  const { key, name, size, sent, upload, problem } = file
  return {
    key,
    name,
    size,
    sent: upload || problem ? undefined : sent,
    note: formatSize(size),
    problem: problemText(file),
    canRetry: problem?.kind === 'call' || problem?.kind === 'unreadable',
  }
}
