import { untracked, useSignalEffect } from '@preact/signals'
import { maxFiles } from '../../browser/upload-queue.ts'
import { FilePicker } from '../file-picker/file-picker.tsx'
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
      files={{ ...files, list: files.list.value }}
      label={t('files.list')}
      refusal={left > 0 && t('files.too_many', { most: maxFiles, left })}
      problemText={problemText}
      note={({ size }) => formatSize(size)}
      t={t}
    />
  )
}
