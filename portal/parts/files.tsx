import { useEffect, useRef, useState } from 'preact/hooks'
import type { PortalAttachment } from '../../contract/portal.ts'
import { t } from '../lib/i18n.ts'
import { formatSize } from '../lib/uploads.ts'
import { DownloadLink, usePicture } from './stored-file.tsx'

/** Attached files: pictures to view, others to download. */
export function FileList({ files }: { files: PortalAttachment[] }) {
  const [large, setLarge] = useState<PortalAttachment | null>(null)
  if (files.length === 0) return null
  return (
    <>
      <ul class="files">
        {files.map((file) => (
          <li key={file.id}>
            {file.hasPreview ? <Picture file={file} onOpen={() => setLarge(file)} /> : <Sheet file={file} />}
          </li>
        ))}
      </ul>
      {large && <Large file={large} onClose={() => setLarge(null)} />}
    </>
  )
}

function Picture({ file, onOpen }: { file: PortalAttachment; onOpen: () => void }) {
  const [broken, setBroken] = useState(false)
  const { src, isBroken } = usePicture(file.id, 'small')
  if (broken || isBroken) return <Sheet file={file} />
  const isDocument = !file.type.startsWith('image/')
  return (
    <button type="button" class={isDocument ? 'picture document' : 'picture'} onClick={onOpen}>
      <img src={src} alt={t('files.enlarge', { name: file.name })} loading="lazy" onError={() => setBroken(true)} />
      {isDocument && <bdi aria-hidden>{file.name}</bdi>}
    </button>
  )
}

const Sheet = ({ file }: { file: PortalAttachment }) => (
  <DownloadLink class="sheet" file={file}>
    <bdi>{file.name}</bdi>
    <small>{formatSize(file.size)}</small>
  </DownloadLink>
)

function Large({ file, onClose }: { file: PortalAttachment; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { src } = usePicture(file.id, 'large')
  return (
    <dialog ref={dialog} class="large" aria-label={file.name} onClose={onClose}>
      <div>
        <bdi>{file.name}</bdi>
        <DownloadLink class="button" file={file} label={t('files.save', { name: file.name })}>
          ↓
        </DownloadLink>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {t('files.close')}
        </button>
      </div>
      <img src={src} alt={file.name} />
    </dialog>
  )
}
