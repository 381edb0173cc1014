import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react'
import { t } from '../i18n.tsx'

const carriesFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') === true

/** Takes files that are dragged over an element and dropped there. `over`: they may be let go. */
export function useFileDrop(onFiles: (files: File[]) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false)
      },
      onDrop(event: DragEvent) {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      },
    },
  }
}

/** A file let go beside its place opens nothing in the place of the desk. */
export function useDropGuard() {
  useEffect(() => {
    const guard = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', guard)
    window.addEventListener('drop', guard)
    return () => {
      window.removeEventListener('dragover', guard)
      window.removeEventListener('drop', guard)
    }
  }, [])
}

/** The files of a paste. A spreadsheet's cells come as a picture too: who pastes words wants the words. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const { files, types } = event.clipboardData
  if (files.length === 0 || types.includes('text/plain')) return []
  return [...files].map((file) => (/^image\.\w+$/.test(file.name) ? named(file) : file))
}

/** Browsers call every screenshot “image.png”. */
function named(file: File): File {
  const now = new Date()
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(twoDigits).join('-')
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.')
  return new File([file], `${t('files.pasted')} ${day} ${time}.${file.name.split('.')[1]}`, { type: file.type })
}

const twoDigits = (value: number) => String(value).padStart(2, '0')
