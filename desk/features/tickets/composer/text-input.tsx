import { type ComponentType, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import { textOf } from '../../../lib/plain-html.ts'
import classes from './editor.module.css'
import type { EditorProps } from './rich-editor.tsx'

export type InputHandle = { focus: () => void }

type Props = Pick<EditorProps, 'html' | 'onHtml' | 'placeholder' | 'label'> & { handle: RefObject<InputHandle | null> }

let loaded: ComponentType<EditorProps> | null = null
const load = () =>
  import('./rich-editor.tsx').then((file) => {
    loaded = file.RichEditor
    return loaded
  })

function focusEnd(element: HTMLTextAreaElement | null) {
  element?.focus()
  element?.setSelectionRange(element.value.length, element.value.length)
}

const isPlain = (html: string) => !/<(?!\/?(p|br)\b)/.test(html)
const lull = 350

/**
 * Text input that accepts the first key press: a plain text area until the editor has loaded and the agent pauses. The
 * editor then takes over its text, caret and focus.
 */
export function TextInput({ html, onHtml, placeholder, label, handle }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const focusRich = useRef<(() => void) | null>(null)
  const typedAt = useRef(0)
  const composing = useRef(false)
  const [text, setText] = useState(() => textOf(html))
  const [caret, setCaret] = useState<number | null>(null)
  const [Rich, setRich] = useState<ComponentType<EditorProps> | null>(() => loaded)

  useImperativeHandle(handle, () => ({ focus: () => (focusRich.current ?? (() => focusEnd(area.current)))() }))

  async function upgrade() {
    const editor = await load().catch(() => null)
    if (!editor) return
    while (composing.current || Date.now() - typedAt.current < lull) await new Promise((go) => setTimeout(go, 100))
    const element = area.current
    // Flush synchronously, so that no key press comes between reading the caret and showing the editor.
    flushSync(() => {
      setCaret(element && document.activeElement === element ? element.selectionStart : null)
      setRich(() => editor)
    })
  }

  // A text area cannot show lists or bold text: wait for the editor.
  // biome-ignore lint/correctness/useExhaustiveDependencies: initial draft only
  useEffect(() => {
    if (!Rich && !isPlain(html)) upgrade()
  }, [])

  if (Rich)
    return (
      <Rich
        html={html}
        onHtml={onHtml}
        placeholder={placeholder}
        label={label}
        caret={caret}
        onReady={(focus) => {
          focusRich.current = focus
        }}
      />
    )
  return (
    <textarea
      ref={area}
      rows={2}
      aria-label={label}
      placeholder={placeholder}
      className={classes.text}
      readOnly={!isPlain(html)}
      value={html === '' ? '' : text}
      onFocus={upgrade}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
      }}
      onChange={(event) => {
        typedAt.current = Date.now()
        setText(event.target.value)
        onHtml(textToHtml(event.target.value))
      }}
    />
  )
}
