import { useSyncExternalStore } from 'react'
import { createEmitter } from '../browser/emitter.ts'

/** Value shared outside React's tree. */
export type Store<T> = { get: () => T; set: (value: T) => void; subscribe: (listener: () => void) => () => void }

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const changed = createEmitter<void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      changed.tell()
    },
    subscribe: changed.listen,
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
