import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { toast } from './toast.tsx'

type Props = {
  value: string
  /** Words said once it is copied. */
  said: string
  'aria-label'?: string
  children: ReactNode
}

/** Copies a text. Over plain HTTP there is no clipboard to write to, and no button: what is beside it can be selected. */
export function CopyButton({ value, said, children, 'aria-label': label }: Props) {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return null
  async function copy() {
    await clipboard?.writeText(value)
    toast({ text: said })
  }
  return (
    <Button aria-label={label} onClick={copy}>
      {children}
    </Button>
  )
}
