import { type ReactNode, useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { Attachment } from '../../../../contract/attachments.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { FileButton } from '../../../../ui/file-button.tsx'
import { FileRow } from '../../../../ui/file-row.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { describeType, formatSize } from '../../../lib/uploads/file-labels.ts'
import { UploadList } from '../../../lib/uploads/upload-list.tsx'
import { contentUrl, previewUrl } from '../../../lib/uploads/urls.ts'
import { refusalText } from '../changes/refusal-text.ts'
import { useAttachUploads } from '../files/use-attach-uploads.ts'
import { viewAttachment } from '../files/viewed-attachment.ts'
import classes from './files-property.module.css'

const DetachDialog = lazyPart(() => import('../files/detach-dialog.tsx').then((file) => file.DetachDialog))

/** Number of files shown at first; the others on demand. */
const atFirst = 6

/** All attachments of a ticket and of its steps, with a button to add more. */
export function FilesProperty({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const { files, error } = useAttachUploads(ticket)
  const [all, setAll] = useState(false)
  const [leaving, setLeaving] = useState<Attachment | null>(null)
  const { attachments } = ticket
  const shown = all || attachments.length <= atFirst + 1 ? attachments : attachments.slice(-atFirst)
  const others = attachments.length - shown.length
  if (attachments.length === 0 && !ticket.can.reply) return null
  return (
    <section className={classes.files} aria-label={t('fact.attachments')}>
      <header className={classes.head}>
        <span className={classes.label}>
          {t('fact.attachments')}
          {attachments.length > 0 && <span className="num"> {attachments.length}</span>}
        </span>
        {ticket.can.reply && <FileButton label={t('files.add')} onFiles={files.add} />}
      </header>
      {others > 0 && (
        <button type="button" className={classes.others} onClick={() => setAll(true)}>
          {t('fact.others', { count: others })}
        </button>
      )}
      {shown.length > 0 && (
        <ul className={classes.list}>
          {shown.map((file) => (
            <li key={file.id}>
              <FileLine file={file} ticket={ticket} onDetach={() => setLeaving(file)} />
            </li>
          ))}
        </ul>
      )}
      <UploadList files={files} />
      {error && <FormError>{refusalText(error)}</FormError>}
      {leaving && <DetachDialog ticket={ticket} file={leaving} onClose={() => setLeaving(null)} />}
    </section>
  )
}

function FileLine({ file, ticket, onDetach }: { file: Attachment; ticket: TicketView; onDetach: () => void }) {
  const t = useT()
  const language = useLocale()
  const step = ticket.timeline.steps.find(({ id }) => id === file.stepId)
  const note = [
    describeType(t, file.type),
    formatSize(t, file.size, language),
    step?.visibility === 'internal' && t('story.internal'),
  ]
  const link = (name: ReactNode) =>
    file.hasPreview ? (
      <button type="button" className={classes.open} title={file.name} onClick={() => viewAttachment(file.id)}>
        {name}
      </button>
    ) : (
      <a className={classes.open} href={contentUrl(file.id)} download={file.name} title={file.name}>
        {name}
      </a>
    )
  return (
    <FileRow
      name={file.name}
      note={note.filter(Boolean).join(dot)}
      picture={file.hasPreview ? previewUrl(file.id) : null}
      link={link}
      actions={
        ticket.can.edit && (
          <IconButton
            icon="close"
            className={classes.detach}
            label={t('files.detach', { name: file.name })}
            onClick={onDetach}
          />
        )
      }
    />
  )
}
