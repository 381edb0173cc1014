import { createStore, useStore } from '../../ui/store.ts'

type Asked = { answer: (confirmed: boolean) => void; promise: Promise<boolean> }

const asked = createStore<Asked | null>(null)

export const useAskedConfirmation = () => useStore(asked)

/** Asks the reader to prove that it is them. Callers that ask meanwhile share the answer. */
export function askConfirmation(): Promise<boolean> {
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
