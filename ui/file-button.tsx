import { useRef } from 'react'
import { Button, IconButton } from './button.tsx'

type Props = {
  label: string
  onFiles: (files: File[]) => void
  words?: boolean /** One file of these types. */
  accept?: string
}

/** Asks the machine for files, several at once unless it says of which types; on a phone, for its camera too. `words`: its label is written out. */
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
