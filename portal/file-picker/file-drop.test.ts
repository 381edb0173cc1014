import { expect, test } from 'vitest'
import { fileDropHandlers } from './file-drop.ts'

const photo = new File(['photo'], 'photo.jpg')

function paste(files: File[], types: string[]) {
  const added: File[] = []
  const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData: { files, types } })
  fileDropHandlers((chosen) => added.push(...chosen)).onPaste(event as unknown as ClipboardEvent)
  return { added, isPrevented: event.defaultPrevented }
}

test('pasted files are added', () => {
  expect(paste([photo], ['Files'])).toEqual({ added: [photo], isPrevented: true })
})

test('pasted text stays text, even if a picture of it comes along', () => {
  expect(paste([photo], ['text/plain', 'Files'])).toEqual({ added: [], isPrevented: false })
  expect(paste([], ['text/plain'])).toEqual({ added: [], isPrevented: false })
})
