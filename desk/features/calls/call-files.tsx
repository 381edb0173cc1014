import { FileButton } from '../../../ui/file-button.tsx'
import { useT } from '../../lib/i18n.tsx'
import { UploadList } from '../../lib/uploads/upload-list.tsx'
import type { Uploads } from '../../lib/uploads/use-uploads.ts'
import classes from './call-form.module.css'

/** Attachments of the call. */
export function CallFiles({ files }: { files: Uploads }) {
  const t = useT()
  return (
    <div className={classes.files}>
      <FileButton label={t('files.add')} onFiles={files.add} words />
      <UploadList files={files} />
    </div>
  )
}
