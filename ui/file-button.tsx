import { useRef } from 'react'
import { Button, IconButton } from './button.tsx'

type Props = { label: string; onFiles: (files: File[]) => void; words?: boolean }

/** Asks the machine for files, several at once; on a phone, for its camera too. `words`: its label is written out. */
export function FileButton({ label, onFiles, words }: Props) {
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
        multiple
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
