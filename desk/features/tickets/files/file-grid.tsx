import { useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { Attachment } from '../../../../contract/attachments.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { describeType, formatSize } from '../../../lib/uploads/file-labels.ts'
import { contentUrl, previewUrl } from '../../../lib/uploads/urls.ts'
import classes from './file-grid.module.css'
import { viewAttachment } from './viewed-attachment.ts'

/** Attachments of one entry of the story: previews that open the viewer, and links that download. */
export function FileGrid({ files }: { files: Attachment[] }) {
  if (files.length === 0) return null
  return (
    <ul className={classes.grid}>
      {files.map((file) => (
        <li key={file.id}>{file.hasPreview ? <Picture file={file} /> : <Sheet file={file} />}</li>
      ))}
    </ul>
  )
}

function Picture({ file }: { file: Attachment }) {
  const t = useT()
  const [broken, setBroken] = useState(false)
  if (broken) return <Sheet file={file} unseen />
  const isDocument = !file.type.startsWith('image/')
  return (
    <button
      type="button"
      className={isDocument ? classes.document : classes.picture}
      title={file.name}
      onClick={() => viewAttachment(file.id)}
    >
      <img
        src={previewUrl(file.id)}
        alt={t('files.enlarge', { name: file.name })}
        decoding="async"
        onError={() => setBroken(true)}
      />
      {isDocument && (
        <span className={classes.caption} aria-hidden>
          {file.name}
        </span>
      )}
    </button>
  )
}

function Sheet({ file, unseen }: { file: Attachment; unseen?: boolean }) {
  const t = useT()
  const language = useLocale()
  const isBlind = unseen || file.type.startsWith('image/')
  const said = [describeType(t, file.type), formatSize(t, file.size, language), isBlind && t('files.no_preview')]
  return (
    <a className={classes.sheet} href={contentUrl(file.id)} download={file.name} title={file.name}>
      <Icon name="file" />
      <span className={classes.words}>
        <span className={classes.name}>{file.name}</span>
        <small>{said.filter(Boolean).join(dot)}</small>
      </span>
      <Icon name="download" />
    </a>
  )
}
