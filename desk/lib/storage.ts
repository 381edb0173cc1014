/** Storage of this browser. Private windows may refuse it: then nothing is stored. */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(`guichet.${key}`)
    } catch {
      return null
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(`guichet.${key}`)
      else localStorage.setItem(`guichet.${key}`, value)
    } catch {
      // Without storage the page works, but remembers nothing.
    }
  },
  /** Lists the keys with a prefix. */
  keys(beginning: string): string[] {
    try {
      const start = `guichet.${beginning}`
      return Object.keys(localStorage).flatMap((name) =>
        name.startsWith(start) ? [name.slice('guichet.'.length)] : [],
      )
    } catch {
      return []
    }
  },
  /** Removes everything except these keys. */
  clearAllBut(keys: readonly string[]) {
    try {
      const kept = new Set(keys.map((key) => `guichet.${key}`))
      for (const name of Object.keys(localStorage))
        if (name.startsWith('guichet.') && !name.startsWith('guichet.portail.') && !kept.has(name))
          localStorage.removeItem(name)
    } catch {
      // Nothing is stored.
    }
  },
  /** Calls `listener` when another tab writes the key. */
  listen(key: string, listener: () => void) {
    const hear = (event: StorageEvent) => event.key === `guichet.${key}` && listener()
    window.addEventListener('storage', hear)
    return () => window.removeEventListener('storage', hear)
  },
}
