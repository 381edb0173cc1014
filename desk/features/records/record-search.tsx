import { useRef } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import type { MessageKey } from '../../lib/i18n.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import classes from './record-list.module.css'

type Props = { scope: MessageKey; label: string; text: string; onText: (text: string) => void }

export function RecordSearch({ scope, label, text, onText }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useShortcuts(scope, [{ keys: 'f', label: 'record.keys.filter', run: () => input.current?.focus() }])
  return (
    <span className={classes.search}>
      <Icon name="search" size={15} />
      <input
        ref={input}
        type="text"
        inputMode="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <Kbd>F</Kbd>
    </span>
  )
}
