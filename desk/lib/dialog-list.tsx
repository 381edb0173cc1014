import { type ReactNode, useState } from 'react'
import { AddableList } from '../../ui/clickable-list.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useT } from './i18n.tsx'
import { LoadFailure } from './load-failure.tsx'

type Props<T> = {
  /** undefined while they are loading. */
  items: readonly T[] | undefined
  error: unknown
  onRetry: () => void
  texts: { add: string; description: string; emptyTitle: string; empty: string }
  row: (item: T, onOpen: () => void) => ReactNode
  dialog: (item: T, onClose: () => void) => ReactNode
  newDialog: (onClose: () => void) => ReactNode
  /** Content below the list. */
  children?: ReactNode
}

/** List whose items open in a dialog, with a button that opens another one for a new item. */
export function DialogList<T extends { id: string }>(props: Props<T>) {
  const { items, error, onRetry, texts, row, dialog, newDialog, children } = props
  const t = useT()
  const [creating, setCreating] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (error && !items) return <LoadFailure error={error} onRetry={onRetry} />
  if (!items) return <SkeletonRows rows={3} label={t('shell.loading')} />
  const opened = items.find(({ id }) => id === openedId)
  return (
    <>
      <AddableList isEmpty={items.length === 0} texts={texts} onAdd={() => setCreating(true)}>
        {items.map((item) => row(item, () => setOpenedId(item.id)))}
      </AddableList>
      {children}
      {creating && newDialog(() => setCreating(false))}
      {opened && dialog(opened, () => setOpenedId(null))}
    </>
  )
}
