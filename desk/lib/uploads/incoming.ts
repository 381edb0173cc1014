import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react'
import { t } from '../i18n.tsx'

const carriesFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') === true

/** Handles files dropped on an element. `over` says whether files are being dragged over it. */
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

/** Keeps a file that is dropped beside its target from replacing the desk. */
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

/** Returns the files of a paste, but none when it contains text: cells of a spreadsheet come with a picture. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const { files, types } = event.clipboardData
  if (files.length === 0 || types.includes('text/plain')) return []
  return [...files].map((file) => (/^image\.\w+$/.test(file.name) ? named(file) : file))
}

/** Renames screenshots, which browsers always call “image.png”. */
function named(file: File): File {
  const now = new Date()
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(twoDigits).join('-')
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.')
  return new File([file], `${t('files.pasted')} ${day} ${time}.${file.name.split('.')[1]}`, { type: file.type })
}

const twoDigits = (value: number) => String(value).padStart(2, '0')
