import { untracked, useSignalEffect } from '@preact/signals'
import { type FileUpload, maxFiles } from '../../browser/upload-queue.ts'
import { t } from '../lib/i18n.ts'
import { sessionEnded } from '../lib/session.ts'
import { formatSize, problemText, type UploadList } from '../lib/uploads.ts'

/** File picker and camera, with the state of each file. */
export function FileBox({ files }: { files: UploadList }) {
  useSignalEffect(() => {
    if (!sessionEnded.value) untracked(files.resume)
  })
  const choose = (event: { currentTarget: HTMLInputElement }) => {
    files.add(event.currentTarget.files ?? [])
    event.currentTarget.value = ''
  }
  return (
    <>
      {files.list.value.length > 0 && (
        <ul class="chosen" aria-label={t('files.list')}>
          {files.list.value.map((one) => (
            <Row key={one.key} one={one} files={files} />
          ))}
        </ul>
      )}
      {files.leftOut.value > 0 && (
        <p class="wrong" role="alert">
          {t('files.too_many', { most: maxFiles, left: files.leftOut.value })}
        </p>
      )}
      <div class="adding">
        <label class="button">
          {t('files.add')}
          <input type="file" multiple class="sr" onChange={choose} />
        </label>
        <label class="button camera">
          {t('files.camera')}
          <input type="file" accept="image/*" capture="environment" class="sr" onChange={choose} />
        </label>
      </div>
    </>
  )
}

function Row({ one, files }: { one: FileUpload; files: UploadList }) {
  const { key, name, size, sent, upload } = one
  const problem = problemText(one)
  const mayGo = one.problem?.kind === 'call' || one.problem?.kind === 'unreadable'
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        {problem ? (
          <small class="wrong" role="alert">
            {problem}
          </small>
        ) : (
          <small>{formatSize(size)}</small>
        )}
        {!upload && !problem && <progress max={size} value={sent} aria-label={name} />}
      </span>
      {mayGo && (
        <button type="button" class="quiet" aria-label={t('files.again', { name })} onClick={() => files.again(key)}>
          ↻
        </button>
      )}
      <button type="button" class="quiet" aria-label={t('files.remove', { name })} onClick={() => files.remove(key)}>
        ✕
      </button>
    </li>
  )
}

/** Returns handlers for a form that accepts files dropped or pasted anywhere on it. */
export const fileDropHandlers = (files: UploadList) => ({
  onDragOver: (event: DragEvent) => event.preventDefault(),
  onDrop: (event: DragEvent) => {
    event.preventDefault()
    files.add(event.dataTransfer?.files ?? [])
  },
  onPaste: (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.files
    if (!pasted?.length) return
    event.preventDefault()
    files.add(pasted)
  },
})
