import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { toast } from './toast.tsx'

type Props = {
  value: string
  /** Message after copying. */
  said: string
  'aria-label'?: string
  children: ReactNode
}

/** Button that copies a text. Absent over plain HTTP, where browsers have no clipboard API. */
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
