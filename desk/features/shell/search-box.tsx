import { useNavigate, useRouterState } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useT } from '../../lib/i18n.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { ticketNumber } from '../../lib/ticket-number.ts'
import { useOnChange } from '../../lib/use-on-change.ts'
import classes from './top-bar.module.css'

/** Search field: words open the list of matching tickets and stay while it is shown; a number opens its ticket. */
export function SearchBox() {
  const t = useT()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { searched, pathname, listed } = useSearched()
  const [text, setText] = useState(searched)
  useOnChange(searched, setText)
  useShortcuts('keys.everywhere', [{ keys: '/', label: 'keys.search', run: () => input.current?.select() }])

  function search(event: FormEvent) {
    event.preventDefault()
    const words = text.trim()
    const number = ticketNumber(words)
    if (number) navigate({ to: '/tickets/$key', params: { key: number } })
    else if (words) navigate({ to: '/tickets', search: { state: 'all', text: words } })
    else if (searched) clear()
    else navigate({ to: '/tickets', search: {} })
    if (number) setText(searched)
    input.current?.blur()
  }

  /** Clears the field, and shows the list without the search text; other filters stay. */
  function clear() {
    setText('')
    if (!searched) return
    const { text: _, ...rest } = listed
    // Without other filters, a search includes closed tickets.
    const isBare = Object.keys(rest).every((name) => name === 'state' || name === 'sort')
    const { state: __, ...bare } = rest
    navigate({ to: pathname, search: isBare ? bare : rest })
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
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (text) clear()
          else event.currentTarget.blur()
        }}
      />
      {text ? (
        <IconButton
          icon="close"
          label={t('shell.search_clear')}
          className={classes.clear}
          onClick={() => {
            clear()
            input.current?.focus()
          }}
        />
      ) : (
        <Kbd>/</Kbd>
      )}
    </form>
  )
}

/** Returns the words of the search that is shown, and its whole address. */
function useSearched() {
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  const listed = useRouterState({ select: ({ location }) => location.search as Record<string, unknown> })
  const isOfTickets = pathname === '/tickets' || pathname.startsWith('/tickets/')
  return { pathname, listed, searched: isOfTickets && listed.text !== undefined ? String(listed.text) : '' }
}
