import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type SyntheticEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useOptions } from '../../../ui/use-options.ts'
import { useLocale, useT } from '../../lib/i18n.tsx'
import { loadQueryLanguage } from '../../lib/query-language.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { ticketNumber } from '../../lib/ticket-number.ts'
import { useOnChange } from '../../lib/use-on-change.ts'
import classes from './search-box.module.css'
import { SearchOptions } from './search-options.tsx'
import { type SearchOption, useSearchOptions } from './use-search-options.ts'
import { useSearched } from './use-searched.ts'

/**
 * Search field in the search language: its list stays while it is shown, a number opens its ticket. Fields and values are
 * completed while typing; an error selects the word that it is about.
 */
export function SearchBox() {
  const t = useT()
  const locale = useLocale()
  const id = useId()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { searched, pathname, listed } = useSearched()
  const [text, setText] = useState(searched)
  const [caret, setCaret] = useState(0)
  const [opened, setOpened] = useState(false)
  const [error, setError] = useState<string | null>(null)
  /** Place for the caret once the completed text is in the field, before the next letter is. */
  const movedCaret = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (movedCaret.current !== null) input.current?.setSelectionRange(movedCaret.current, movedCaret.current)
    movedCaret.current = null
  })
  useOnChange(searched, change)
  useShortcuts('keys.everywhere', [{ keys: '/', label: 'keys.search', run: () => input.current?.select() }])

  const options = useSearchOptions(text, caret)
  // Words that begin like a field are searched by Enter: the first line is the search itself.
  const searchesFirst = options[0]?.kind === 'field'
  const combo = useOptions({
    id: `${id}-options`,
    label: t('shell.search_options'),
    count: options.length + (searchesFirst ? 1 : 0),
    opened,
    onChoose(index) {
      const option = options[searchesFirst ? index - 1 : index]
      if (option) choose(option)
      else search()
    },
    question: `${text} ${caret}`,
  })

  function change(next: string) {
    setText(next)
    setError(null)
  }

  async function search() {
    setOpened(false)
    const typed = text.trim()
    const number = ticketNumber(typed)
    if (number) {
      navigate({ to: '/tickets/$key', params: { key: number } })
      change(searched)
      return input.current?.blur()
    }
    const language = await loadQueryLanguage().catch(() => null)
    if (!language) return setError(t('error.unreachable'))
    const { tree, error: refusal } = language.parseQuery(text, locale)
    if (refusal) {
      setError(language.queryErrorText(t, locale, refusal))
      return input.current?.setSelectionRange(...refusal.at)
    }
    if (tree?.type === 'words') navigate({ to: '/tickets', search: { state: 'all', text: typed.slice(0, 200) } })
    else if (tree) navigate({ to: '/tickets', search: { query: typed } })
    else if (searched) clear()
    else navigate({ to: '/tickets', search: {} })
    input.current?.blur()
  }

  /** Puts a completion into the text. A value is followed by a space, a field by its values. */
  function choose({ kind, insert, range: [from, to] }: SearchOption) {
    const whole = kind === 'value' ? `${insert} ` : insert
    const next = text.slice(0, from) + whole + text.slice(to).replace(/^ /, '')
    change(next)
    setCaret(from + whole.length)
    movedCaret.current = from + whole.length
  }

  /** Empties the field, and shows the list without the search; what else narrows it stays. */
  function clear() {
    change('')
    if (!searched) return
    const { text: _, query: __, ...rest } = listed
    // Without other filters, a search includes closed tickets.
    const isBare = Object.keys(rest).every((name) => name === 'state' || name === 'sort')
    const { state: ___, ...bare } = rest
    navigate({ to: pathname, search: isBare ? bare : rest })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const [first] = options
    if (event.key === 'Tab' && !event.shiftKey && combo.input['aria-expanded'] && first) {
      event.preventDefault()
      return choose(options[combo.active - (searchesFirst ? 1 : 0)] ?? first)
    }
    if (event.key === 'Escape') {
      if (combo.input['aria-expanded']) return setOpened(false)
      return text ? clear() : event.currentTarget.blur()
    }
    combo.input.onKeyDown(event)
  }

  const look = ({ currentTarget }: SyntheticEvent<HTMLInputElement>) => setCaret(currentTarget.selectionStart ?? 0)

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser in use yet
    <form
      role="search"
      className={classes.search}
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <Icon name="search" size={15} />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        maxLength={2_000}
        aria-label={t('shell.search')}
        placeholder={t('shell.search_hint')}
        value={text}
        {...combo.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => {
          change(event.target.value)
          look(event)
          setOpened(true)
        }}
        onSelect={look}
        onFocus={() => loadQueryLanguage().catch(() => {})}
        onBlur={() => setOpened(false)}
        onKeyDown={onKeyDown}
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
      {combo.input['aria-expanded'] && (
        <SearchOptions options={options} searched={searchesFirst ? text.trim() : null} combo={combo} />
      )}
      {error && (
        <p role="alert" id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
    </form>
  )
}
