import { type Mutation, MutationCache, type Register } from '@tanstack/react-query'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** toast: no component shows its error; told: it shows its error itself. */
      failure?: 'toast' | 'told'
    }
  }
}

type Meta = Register['mutationMeta']

/** Time in which a component that is being left is taken down, in milliseconds. */
export const leavingMs = 100

/** Returns a mutation cache that shows a toast for each failed write whose component is gone or shows no errors. */
export function openMutationCache(tell: (error: unknown) => void): MutationCache {
  const watchers = new WeakMap<Mutation<never, never, never>, number>()
  const cache = new MutationCache({
    onError(error, _variables, _kept, mutation) {
      const failure = (mutation.meta as Meta | undefined)?.failure
      if (failure === 'toast') return tell(error)
      if (failure === 'told') return
      // A component remains the observer of its write for a moment after the next screen has replaced it.
      setTimeout(() => {
        const isDrawn = (watchers.get(mutation as never) ?? 0) > 0
        if (!isDrawn) tell(error)
      }, leavingMs)
    },
  })
  cache.subscribe(({ type, mutation }) => {
    if (!mutation || (type !== 'observerAdded' && type !== 'observerRemoved')) return
    const key = mutation as never
    watchers.set(key, (watchers.get(key) ?? 0) + (type === 'observerAdded' ? 1 : -1))
  })
  return cache
}
