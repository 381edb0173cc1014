import { useEffect, useState } from 'react'
import { IconButton } from './button.tsx'
import { Kbd } from './kbd.tsx'
import { createStore, useStore } from './store.ts'
import classes from './toast.module.css'

export type Toast = {
  text: string
  tone?: 'plain' | 'danger'
  /** Button of the toast, such as undo or open. */
  action?: { label: string; kbd?: string | undefined; run: () => void }
  /** Milliseconds until it disappears. */
  stay?: number
}

type Shown = Toast & { key: number }

const shown = createStore<readonly Shown[]>([])
let lastKey = 0

const dismiss = (key: number) => shown.set(shown.get().filter((toast) => toast.key !== key))

/** Shows a toast, and returns a function that dismisses it. At most three are shown; the oldest disappears. */
export function toast(message: Toast): () => void {
  lastKey += 1
  const key = lastKey
  shown.set([...shown.get().slice(-2), { ...message, key }])
  return () => dismiss(key)
}

const STAY = 7_000

/** Container of the toasts, once per page. */
export function Toaster({ label, closeLabel }: { label: string; closeLabel: string }) {
  const toasts = useStore(shown)
  const [held, setHeld] = useState(false)
  return (
    <section
      className={classes.toaster}
      aria-label={label}
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((item) => (
        <ToastLine key={item.key} toast={item} held={held} closeLabel={closeLabel} />
      ))}
    </section>
  )
}

function ToastLine({ toast: item, held, closeLabel }: { toast: Shown; held: boolean; closeLabel: string }) {
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(item.key), item.stay ?? STAY)
    return () => clearTimeout(timer)
  }, [item.key, item.stay, held])
  const run = () => {
    dismiss(item.key)
    item.action?.run()
  }
  return (
    <div className={classes.toast} data-tone={item.tone}>
      <span className={classes.text}>{item.text}</span>
      {item.action && (
        <button type="button" className={classes.action} onClick={run}>
          {item.action.label} {item.action.kbd && <Kbd>{item.action.kbd}</Kbd>}
        </button>
      )}
      <IconButton icon="close" label={closeLabel} onClick={() => dismiss(item.key)} className={classes.close} />
    </div>
  )
}
