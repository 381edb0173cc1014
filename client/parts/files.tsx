import { useEffect, useRef, useState } from 'preact/hooks'
import { addressOf } from '../../contract/client.ts'
import type { PortalAttachment } from '../../contract/portal.ts'
import { portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { sizeText } from '../lib/uploads.ts'

const contentOf = (id: string) => addressOf(portal.content, { params: { id } })
const previewOf = (id: string, size: 'small' | 'large') =>
  addressOf(portal.preview, { params: { id }, query: { size } })

/** Files where they were put: pictures to look at, the rest to save. */
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
  if (broken) return <Sheet file={file} />
  const isDocument = !file.type.startsWith('image/')
  return (
    <button type="button" class={isDocument ? 'picture document' : 'picture'} onClick={onOpen}>
      <img
        src={previewOf(file.id, 'small')}
        alt={t('files.enlarge', { name: file.name })}
        loading="lazy"
        onError={() => setBroken(true)}
      />
      {isDocument && <bdi aria-hidden>{file.name}</bdi>}
    </button>
  )
}

const Sheet = ({ file }: { file: PortalAttachment }) => (
  <a class="sheet" href={contentOf(file.id)} download={file.name}>
    <bdi>{file.name}</bdi>
    <small>{sizeText(file.size)}</small>
  </a>
)

function Large({ file, onClose }: { file: PortalAttachment; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="large" aria-label={file.name} onClose={onClose}>
      <div>
        <bdi>{file.name}</bdi>
        <a
          class="button"
          href={contentOf(file.id)}
          download={file.name}
          aria-label={t('files.save', { name: file.name })}
        >
          ↓
        </a>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {t('files.close')}
        </button>
      </div>
      <img src={previewOf(file.id, 'large')} alt={file.name} />
    </dialog>
  )
}
