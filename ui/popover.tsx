import { Popover as MantinePopover, type PopoverProps } from '@mantine/core'
import { type ReactElement, type ReactNode, useCallback, useRef } from 'react'
import { cx } from './cx.ts'
import classes from './popover.module.css'
import { useReturnFocus } from './use-return-focus.ts'

type Props = Pick<PopoverProps, 'position' | 'offset'> & {
  opened: boolean
  /** A click beside it, or the focus that leaves. */
  onClose: () => void
  /** Escape, when it means something else than closing: giving up what was begun. */
  onEscape?: () => void
  /** Element that it hangs from. */
  target: ReactElement
  /** Said to those who hear the page. */
  label: string
  wide?: boolean
  /** For lists of sentences; it covers a phone's whole screen. */
  broad?: boolean
  children: ReactNode
}

/**
 * A small panel that hangs from what it changes; on a phone it rises from the bottom edge. It takes the focus, gives it
 * back, and closes on Escape or a click beside it.
 */
export function Popover({
  opened,
  onClose,
  onEscape = onClose,
  target,
  label,
  wide,
  broad,
  children,
  position = 'bottom-start',
  offset,
}: Props) {
  const dropdown = useRef<HTMLDivElement>(null)
  // Kept until the next one: Mantine clears a ref when the target is rendered again.
  const keepDropdown = useCallback((node: HTMLDivElement | null) => {
    if (node) dropdown.current = node
  }, [])
  useReturnFocus(opened, dropdown)
  return (
    <>
      {/* From the key that opens it to its first frame, the keys are its own already. */}
      {opened && <span hidden data-float />}
      <MantinePopover
        opened={opened}
        onChange={(open) => {
          if (!open) onClose()
        }}
        position={position}
        width={broad ? 400 : wide ? 340 : 264}
        trapFocus
        returnFocus={false}
        withRoles={false}
        closeOnEscape={false}
        {...(offset === undefined ? {} : { offset })}
      >
        <MantinePopover.Target>{target}</MantinePopover.Target>
        <MantinePopover.Dropdown
          ref={keepDropdown}
          role="dialog"
          // While it fades out, the keys are the page's again.
          data-float={opened || undefined}
          aria-label={label}
          className={cx(classes.panel, broad && classes.broad)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onEscape()
          }}
        >
          {children}
        </MantinePopover.Dropdown>
      </MantinePopover>
    </>
  )
}
