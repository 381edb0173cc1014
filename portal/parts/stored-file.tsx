import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { addressOf } from '../../contract/client.ts'
import type { PortalAttachment } from '../../contract/portal.ts'
import { call, headers, portal } from '../lib/api.ts'
import { host } from '../lib/host.ts'

/**
 * Returns the URL of a file's picture, once loaded. In a page of a website there is no cookie, so its bytes are
 * fetched.
 */
export function usePicture(id: string, size: 'small' | 'large'): { src?: string | undefined; isBroken: boolean } {
  const direct = host.preview?.pictureAddress(id, size)
  const address = direct ?? host.server + addressOf(portal.preview, { params: { id }, query: { size } })
  const isOpen = host.isOwn || direct !== undefined
  const [handed, setHanded] = useState<string | null>()
  useEffect(() => {
    if (isOpen) return
    const stop = new AbortController()
    let made: string | undefined
    readBytes(address, stop.signal).then(
      (bytes) => {
        made = URL.createObjectURL(bytes)
        setHanded(made)
      },
      () => stop.signal.aborted || setHanded(null),
    )
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [address, isOpen])
  return { src: isOpen ? address : (handed ?? undefined), isBroken: handed === null }
}

async function readBytes(address: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { headers: headers(), signal })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.blob()
}

type Props = { file: PortalAttachment; class: string; label?: string; children: ComponentChildren }

/** Link that downloads a file: with our cookie, or by a signed URL that works once. */
export function DownloadLink({ file: { id, name }, class: look, label, children }: Props) {
  const direct = host.isOwn ? addressOf(portal.content, { params: { id } }) : host.preview?.fileAddress(id)
  if (direct)
    return (
      <a class={look} href={direct} download={name} aria-label={label}>
        {children}
      </a>
    )
  const save = () =>
    call(portal.createLink, { params: { id } }).then(
      ({ url }) => fetchBy(host.server + url),
      () => {},
    )
  return (
    <button type="button" class={look} aria-label={label} onClick={save}>
      {children}
    </button>
  )
}

function fetchBy(url: string) {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
