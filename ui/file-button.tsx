import { useRef } from 'react'
import { Button, IconButton } from './button.tsx'

type Props = {
  label: string
  onFiles: (files: File[]) => void
  /** Whether the label is visible. */
  words?: boolean
  /** Media types of the file. The button then takes a single file. */
  accept?: string
}

/** Button that opens the file picker, which on phones also offers the camera. */
export function FileButton({ label, onFiles, words, accept }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const ask = () => input.current?.click()
  return (
    <>
      {words ? (
        <Button look="quiet" icon="clip" onClick={ask}>
          {label}
        </Button>
      ) : (
        <IconButton icon="clip" label={label} onClick={ask} />
      )}
      <input
        ref={input}
        type="file"
        multiple={accept === undefined}
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
    </>
  )
}
