import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef } from 'react'
import { useT } from '../../lib/i18n.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { displayColumn } from './display-value.ts'
import type { RecordItem, RecordKind } from './record-kind.ts'
import classes from './record-list.module.css'

type Props = { kind: RecordKind; records: readonly RecordItem[]; hide?: string }

/** Rows of records. The arrow keys, or J and K, move the cursor; Enter opens the record. */
export function RecordRows({ kind, records, hide }: Props) {
  const t = useT()
  const columns = kind.columns.filter(([first]) => first !== hide)
  const list = useRef<HTMLUListElement>(null)

  function move(step: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    move(event.key === 'ArrowDown' ? 1 : -1)
  }
  useShortcuts(`record.${kind.name}.many`, [
    { keys: 'j', label: 'record.keys.down', run: () => move(1) },
    { keys: 'k', label: 'record.keys.up', run: () => move(-1) },
  ])

  return (
    <ul ref={list} className={classes.rows} onKeyDown={onKeyDown}>
      {records.map(({ id, values }) => (
        <li key={id} className={classes.row} data-related={hide ? true : undefined}>
          <Link to={`${kind.path}/$id`} params={{ id }} className={classes.name}>
            {kind.title(values)}
          </Link>
          {columns.map((column) => (
            <span key={column[0]} className={classes.cell}>
              {displayColumn(t, kind, column, values)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
