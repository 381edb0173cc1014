import { type RefObject, useEffect, useRef } from 'react'
import type { InputHandle } from './text-input.tsx'

/** Restores the focus when the editor is mounted again under another key, so that text is not taken for shortcuts. */
export function useKeepFocus(place: RefObject<HTMLElement | null>, input: RefObject<InputHandle | null>, key: string) {
  const before = useRef({ key, writing: false })
  // The previous editor is still mounted during this render.
  if (before.current.key !== key) before.current = { key, writing: isWriting(place.current) }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per key
  useEffect(() => {
    if (before.current.writing) input.current?.focus()
  }, [key])
}

function isWriting(place: HTMLElement | null) {
  const { activeElement } = document
  return place?.contains(activeElement) === true && activeElement?.matches('[contenteditable], textarea') === true
}
