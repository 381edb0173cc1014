import { Tooltip as MantineTooltip } from '@mantine/core'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

/** Tooltip with a label and a shortcut. The control keeps its own accessible name. */
export function Tooltip({ label, kbd, children }: { label: string; kbd?: string; children: ReactElement }) {
  const words = kbd ? (
    <>
      {label} <Kbd>{kbd}</Kbd>
    </>
  ) : (
    label
  )
  return <MantineTooltip label={words}>{children}</MantineTooltip>
}
