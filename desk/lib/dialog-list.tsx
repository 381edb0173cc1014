import { type ReactNode, useState } from 'react'
import { AddableList } from '../../ui/clickable-list.tsx'
import { Loading } from './loading.tsx'

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
  const [creating, setCreating] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (!items) return <Loading error={error} onRetry={onRetry} rows={3} />
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
