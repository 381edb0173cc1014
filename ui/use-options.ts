import { type KeyboardEvent, useEffect, useState } from 'react'

type Given = {
  /** Id of the list, unique on the page. */
  id: string
  /** Label of the list. */
  label: string
  count: number
  opened: boolean
  /** Called with the option on which Enter was pressed, or Tab with `tabChooses`. */
  onChoose: (index: number) => void
  tabChooses?: boolean
  /** Text that the options answer. When it changes, the first option is preselected again. */
  question: string
}

/** Keys and ARIA attributes of a text field with suggestions (combobox with a listbox). */
export function useOptions({ id, label, count, opened, onChoose, tabChooses, question }: Given) {
  const [active, setActive] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text starts from the top
  useEffect(() => setActive(0), [question])
  const at = Math.min(active, Math.max(count - 1, 0))
  const shown = opened && count > 0
  const optionId = (index: number) => `${id}-${index}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: only moving the selection scrolls
  useEffect(() => {
    if (shown) document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' })
  }, [at, shown])

  function onKeyDown(event: KeyboardEvent) {
    if (!shown || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter' || (event.key === 'Tab' && tabChooses && !event.shiftKey)) {
      event.preventDefault()
      onChoose(at)
    }
  }

  return {
    active: at,
    input: {
      role: 'combobox' as const,
      'aria-autocomplete': 'list' as const,
      'aria-expanded': shown,
      'aria-controls': id,
      'aria-activedescendant': shown ? optionId(at) : undefined,
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown,
    },
    list: { id, role: 'listbox' as const, 'aria-label': label },
    option: (index: number) => ({
      id: optionId(index),
      role: 'option' as const,
      'aria-selected': index === at,
      tabIndex: -1,
      onPointerMove: () => setActive(index),
      // Do not let the field blur, which would close the list under the pointer.
      onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(),
      onClick: () => onChoose(index),
    }),
  }
}
