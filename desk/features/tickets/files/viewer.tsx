import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { Attachment } from '../../../../contract/attachments.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { formatSize } from '../../../lib/uploads/file-labels.ts'
import { contentUrl, previewUrl } from '../../../lib/uploads/urls.ts'
import { viewAttachment } from './viewed-attachment.ts'
import classes from './viewer.module.css'

type Props = { pictures: Attachment[]; id: string; onClose: () => void }

/** Full-screen viewer: the arrow keys show the next picture, Escape closes it. */
export function Viewer({ pictures, id, onClose }: Props) {
  const t = useT()
  const language = useLocale()
  const at = pictures.findIndex((picture) => picture.id === id)
  const shown = pictures[at]
  const go = (steps: number) => viewAttachment(pictures[at + steps]?.id ?? id)

  const [from] = useState(() => document.activeElement)
  useEffect(() => () => (from as HTMLElement | null)?.focus(), [from])

  // Listen on the window: at the last picture, the focused button disappears, and the focus with it.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft') go(-1)
      if (event.key === 'ArrowRight') go(1)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
  if (!shown) return null

  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      transitionProps={{ duration: 120, transition: 'fade' }}
      classNames={{ root: classes.root, overlay: classes.veil, inner: classes.place, content: classes.content }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.header}>
          <Modal.Title className={classes.title}>{shown.name}</Modal.Title>
          <span className={classes.note}>
            {!shown.type.startsWith('image/') && `${t('files.first_page')}${dot}`}
            {formatSize(t, shown.size, language)}
            {pictures.length > 1 && `${dot}${t('files.of', { n: at + 1, count: pictures.length })}`}
          </span>
          <a
            className={classes.download}
            href={contentUrl(shown.id)}
            download={shown.name}
            aria-label={t('files.download', { name: shown.name })}
            title={t('files.download', { name: shown.name })}
          >
            <Icon name="download" />
          </a>
          <IconButton icon="close" label={t('shell.close')} onClick={onClose} data-autofocus />
        </div>
        <div className={classes.stage}>
          <Large key={shown.id} picture={shown} />
          {at > 0 && (
            <IconButton icon="left" label={t('files.previous')} className={classes.previous} onClick={() => go(-1)} />
          )}
          {at < pictures.length - 1 && (
            <IconButton icon="right" label={t('files.next')} className={classes.next} onClick={() => go(1)} />
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

function Large({ picture }: { picture: Attachment }) {
  const t = useT()
  const [broken, setBroken] = useState(false)
  if (broken) return <p className={classes.broken}>{t('files.no_preview_words')}</p>
  return (
    <img
      className={classes.image}
      src={previewUrl(picture.id, 'large')}
      alt={picture.name}
      onError={() => setBroken(true)}
    />
  )
}
