import { Popover as MantinePopover, type PopoverProps } from '@mantine/core'
import { type ReactElement, type ReactNode, useCallback, useRef } from 'react'
import { cx } from './cx.ts'
import classes from './popover.module.css'
import { useReturnFocus } from './use-return-focus.ts'

type Props = Pick<PopoverProps, 'position' | 'offset'> & {
  opened: boolean
  /** Called on a click outside, or when the focus leaves. */
  onClose: () => void
  /** Called on Escape instead of `onClose`, to discard an edit. */
  onEscape?: () => void
  /** Element that it is anchored to. */
  target: ReactElement
  /** Accessible name. */
  label: string
  wide?: boolean
  /** Wide, for lists of sentences. Covers the whole screen on phones. */
  broad?: boolean
  children: ReactNode
}

/**
 * Panel anchored to the element that it changes; a bottom sheet on phones. It traps and returns the focus, and closes
 * on Escape or a click outside.
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
  // Keep the element until the next one: Mantine clears a ref when the target is rendered again.
  const keepDropdown = useCallback((node: HTMLDivElement | null) => {
    if (node) dropdown.current = node
  }, [])
  useReturnFocus(opened, dropdown)
  return (
    <>
      {/* Takes the keys from the key press that opens the popover until its first frame. */}
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
          // While it fades out, the keys belong to the page again.
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
