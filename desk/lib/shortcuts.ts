import { useEffect, useRef } from 'react'
import { createStore, useStore } from '../../ui/store.ts'
import type { MessageKey } from './i18n.tsx'
import { storage } from './storage.ts'
import { bufferKey, clearTypeAhead, overlaySelector } from './type-ahead.ts'

/**
 * `keys` is one key (`n`, `/`, `Enter`, `ArrowDown`) or `mod+` and a key (`mod+k`: Ctrl, or ⌘ on a Mac).
 * The component that registered last is asked first, so a page's key wins over the frame's.
 */
export type Shortcut = {
  keys: string
  /** Label in the help. A shortcut without a label is not listed. */
  label?: MessageKey
  run: (event: KeyboardEvent) => void
  /**
   * Whether it is active; otherwise the key goes to earlier registrations. A function is called when the key is
   * pressed.
   */
  when?: boolean | (() => boolean)
  /** Works while typing too, except behind a dialog. For keys with `mod+`, and Escape. */
  whileTyping?: boolean
}

/** `over` scopes come before all others, in whatever order they registered. */
export type ShortcutScope = { label: MessageKey; shortcuts: Shortcut[]; over: boolean }

const scopes: { current: ShortcutScope }[] = []
const singleKeys = createStore(storage.read('single-keys') !== 'off')

export const useSingleKeys = () => useStore(singleKeys)
export const areSingleKeysOn = () => singleKeys.get()

/** Single-key shortcuts can be switched off, for people who press keys by accident (WCAG 2.1.4). */
export function setSingleKeys(on: boolean) {
  singleKeys.set(on)
  storage.write('single-keys', on ? null : 'off')
}

/** Lists the active shortcuts, one entry a label: several components may add keys to the same part of the help. */
export function activeScopes(): Omit<ShortcutScope, 'over'>[] {
  const byLabel = new Map<MessageKey, Shortcut[]>()
  for (const { current } of scopes)
    byLabel.set(current.label, [...(byLabel.get(current.label) ?? []), ...current.shortcuts])
  return [...byLabel].map(([label, shortcuts]) => ({ label, shortcuts }))
}

export function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** Tells whether Enter presses a link or a button. */
const isPressing = (event: KeyboardEvent) =>
  event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary') !== null

/** Tells whether a control of a dialog handles the key. */
const isControl = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('[role="dialog"] :is(a, button, summary, input, select, textarea, [role], [tabindex="0"])') !== null

const isOn = ({ when = true }: Shortcut) => (typeof when === 'function' ? when() : when)

function matches(shortcut: Shortcut, event: KeyboardEvent) {
  const parts = shortcut.keys.split('+')
  const mod = parts.length > 1
  if (mod !== (event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = parts.at(-1) ?? ''
  const isLetter = /^[a-z]$/.test(key)
  // `/` and `?` need Shift on a French keyboard: Shift only makes another key of letters.
  if (isLetter && event.shiftKey) return false
  return isLetter ? event.key.toLowerCase() === key : event.key === key
}

const inOrder = () => scopes.toReversed().sort((a, b) => Number(b.current.over) - Number(a.current.over))

/** Whether an overlay was open when the key was pressed. Escape may close it a moment later. */
let floated = false

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || isPressing(event)) return
  const typing = isTyping(event.target)
  // An overlay receives all keys, even when the focus has left it.
  const inDialog = floated || document.querySelector(overlaySelector) !== null
  if (inDialog && !typing && !isControl(event.target) && bufferKey(event)) return event.preventDefault()
  for (const scope of inOrder()) {
    for (const shortcut of scope.current.shortcuts) {
      if (!matches(shortcut, event) || !isOn(shortcut)) continue
      if (inDialog || (typing && !shortcut.whileTyping)) continue
      if (shortcut.keys.length === 1 && !singleKeys.get()) continue
      event.preventDefault()
      clearTypeAhead()
      shortcut.run(event)
      return
    }
  }
}

if (typeof window !== 'undefined') {
  const lookUp = () => {
    floated = document.querySelector(overlaySelector) !== null
  }
  window.addEventListener('keydown', lookUp, { capture: true })
  window.addEventListener('keydown', onKeyDown)
}

/** Registers shortcuts while the component is shown. The help (`?`) lists them under `label`. */
export function useShortcuts(label: MessageKey, shortcuts: Shortcut[], { over = false } = {}) {
  const scope = useRef<ShortcutScope>({ label, shortcuts, over })
  scope.current = { label, shortcuts, over }
  useEffect(() => {
    scopes.push(scope)
    return () => {
      scopes.splice(scopes.indexOf(scope), 1)
    }
  }, [])
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const drawn: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  mod: isMac ? '⌘' : 'Ctrl',
}

/** Formats a shortcut: `mod+k` as “Ctrl K”. */
export const keyName = (keys: string) =>
  keys
    .split('+')
    .map((part) => drawn[part] ?? part.toUpperCase())
    .join(' ')
