import { Popover, type PopoverProps } from '@mantine/core'
import { type ReactElement, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { cx } from './cx.ts'
import classes from './float.module.css'

type Props = Pick<PopoverProps, 'position' | 'offset'> & {
  opened: boolean
  /** A click beside it, or the focus that leaves. */
  onClose: () => void
  /** Escape, when it means something else than closing: giving up what was begun. */
  onEscape?: () => void
  /** What it hangs from. */
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
export function Float({
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
  useReturnFocus(opened, dropdown)
  return (
    <>
      {/* From the key that opens it to its first frame, the keys are its own already. */}
      {opened && <span hidden data-float />}
      <Popover
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
        <Popover.Target>{target}</Popover.Target>
        <Popover.Dropdown
          ref={dropdown}
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
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

/** Gives the focus back in the moment of closing, so that no key is typed into a panel that fades out. */
function useReturnFocus(opened: boolean, dropdown: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      const { activeElement } = document
      if (!(activeElement instanceof HTMLElement) || !dropdown.current?.contains(activeElement)) return
      activeElement.blur()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [opened, dropdown])
}
