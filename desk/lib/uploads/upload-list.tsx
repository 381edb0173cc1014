import { dot } from '../../../browser/separator.ts'
import type { FileUpload } from '../../../browser/upload-queue.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { FileRow } from '../../../ui/file-row.tsx'
import { useLocale, useT } from '../i18n.tsx'
import { describeType, formatSize } from './file-labels.ts'
import { problemText } from './problem-text.ts'
import classes from './upload-list.module.css'
import { previewUrl } from './urls.ts'
import type { Uploads } from './use-uploads.ts'

/** Files to attach, with their progress and buttons to stop, retry or remove them. */
export function UploadList({ files }: { files: Uploads }) {
  const t = useT()
  const { uploads, failed, underWay } = files
  if (uploads.length === 0) return null
  return (
    <div className={classes.files}>
      <ul className={classes.list} aria-label={t('files.ready')}>
        {uploads.map((upload) => (
          <li key={upload.key}>
            <UploadRow file={upload} files={files} />
          </li>
        ))}
      </ul>
      <p className={classes.state} role="status">
        {failed > 0 ? t('files.stuck', { count: failed }) : underWay > 0 && t('files.not_yet', { count: underWay })}
      </p>
    </div>
  )
}

function UploadRow({ file, files }: { file: FileUpload; files: Uploads }) {
  const t = useT()
  const language = useLocale()
  const { key, name, size, sent, upload: stored, problem } = file
  const isSending = !stored && !problem
  const said = formatSize(t, size, language)
  const note = problem
    ? problemText(t, problem, size, language)
    : stored
      ? `${said}${dot}${describeType(t, stored.type)}`
      : `${said}${dot}${Math.round((sent / size) * 100)} %`
  return (
    <FileRow
      name={name}
      note={note}
      picture={stored?.hasPreview ? previewUrl(stored.id) : null}
      progress={isSending ? sent / size : null}
      failed={problem !== null}
      actions={
        <>
          {problem?.kind === 'call' && (
            <Button look="quiet" aria-label={t('files.retry', { name })} onClick={() => files.retry(key)}>
              {t('files.retry_short')}
            </Button>
          )}
          <IconButton
            icon="close"
            label={t(isSending ? 'files.cancel' : 'files.remove', { name })}
            onClick={() => files.remove(key)}
          />
        </>
      }
    />
  )
}
