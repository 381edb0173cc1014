import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useId } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import classes from './dialog.module.css'
import { createStore, useStore } from './store.ts'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** Text at the right of the title. */
  aside?: ReactNode
  closeLabel: string
  width?: 'narrow' | 'medium' | 'wide' | 'widest'
  /** Hides the header: the title is for screen readers only. */
  bare?: boolean
  /** Whether a click outside closes it; false once something has been typed. */
  closeOnClickOutside?: boolean
  children: ReactNode
}

/** Ids of the open dialogs, the one on top last. */
const open = createStore<readonly string[]>([])

/** Returns whether this dialog is the topmost one. */
function useOnTop(opened: boolean): boolean {
  const id = useId()
  useEffect(() => {
    if (!opened) return
    open.set([...open.get(), id])
    return () => open.set(open.get().filter((other) => other !== id))
  }, [opened, id])
  return useStore(open).at(-1) === id
}

/** Modal dialog. It traps and returns the focus; Escape closes the topmost one. */
export function Dialog({
  opened,
  onClose,
  title,
  aside,
  closeLabel,
  width = 'medium',
  bare,
  children,
  ...rest
}: Props) {
  const onTop = useOnTop(opened)
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      closeOnEscape={onTop}
      // The page behind does not scroll, and the lock would inject a style that the content security policy blocks.
      lockScroll={false}
      transitionProps={{ duration: 120, transition: 'fade' }}
      classNames={{
        root: classes.root,
        overlay: classes.veil,
        inner: classes.place,
        content: cx(classes.content, classes[width]),
        title: classes.title,
      }}
      {...rest}
    >
      <Modal.Overlay />
      <Modal.Content>
        {bare ? (
          <Modal.Title className="sr-only">{title}</Modal.Title>
        ) : (
          <div className={classes.header}>
            <Modal.Title>{title}</Modal.Title>
            {aside && <span className={classes.aside}>{aside}</span>}
            <IconButton icon="close" label={closeLabel} onClick={onClose} className={classes.close} />
          </div>
        )}
        {children}
      </Modal.Content>
    </Modal.Root>
  )
}

/** Body of a dialog with the default layout. */
export const DialogBody = ({ children }: { children: ReactNode }) => <div className={classes.body}>{children}</div>

/** Buttons of a dialog, the main one last. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className={classes.actions}>{children}</div>
)
