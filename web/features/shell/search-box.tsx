import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { ticketNumber } from '../../lib/ticket-number.ts'
import classes from './top-bar.module.css'

/** Words lead to the list of tickets that hold them; a number leads to its ticket. */
export function SearchBox() {
  const t = useT()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useShortcuts('keys.everywhere', [{ keys: '/', label: 'keys.search', run: () => input.current?.focus() }])

  function search(event: FormEvent) {
    event.preventDefault()
    const number = ticketNumber(text)
    if (number) navigate({ to: '/tickets/$key', params: { key: number } })
    else navigate({ to: '/tickets', search: text.trim() ? { state: 'all', text: text.trim() } : {} })
    setText('')
    input.current?.blur()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser in use yet
    <form role="search" className={classes.search} onSubmit={search}>
      <Icon name="search" size={15} />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={t('shell.search')}
        placeholder={t('shell.search_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Kbd>/</Kbd>
    </form>
  )
}
