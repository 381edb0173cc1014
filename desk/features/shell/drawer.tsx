import { Modal } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../../lib/i18n.tsx'
import classes from './drawer.module.css'
import { Rail } from './rail.tsx'

/** Rail as a drawer over the page, on phones. Choosing a place closes it. */
export function Drawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const { href } = useLocation()
  const close = useRef(onClose)
  close.current = onClose
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of place that closes
  useEffect(() => close.current(), [href])
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      lockScroll={false}
      transitionProps={{ duration: 120, transition: 'slide-right' }}
      classNames={{ overlay: classes.veil, inner: classes.place, content: classes.content }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.navigation')}>
        <Rail />
      </Modal.Content>
    </Modal.Root>
  )
}
