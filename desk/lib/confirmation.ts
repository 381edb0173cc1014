import { createStore, useStore } from '../../ui/store.ts'

type Asked = { answer: (confirmed: boolean) => void; promise: Promise<boolean> }

const asked = createStore<Asked | null>(null)

export const usePendingConfirmation = () => useStore(asked)

/** Asks the agent to confirm their identity. Concurrent calls share the answer. */
export function requestConfirmation(): Promise<boolean> {
  const open = asked.get()
  if (open) return open.promise
  const { promise, resolve } = Promise.withResolvers<boolean>()
  function answer(confirmed: boolean) {
    asked.set(null)
    resolve(confirmed)
  }
  asked.set({ answer, promise })
  return promise
}
