import { host } from './host.ts'

/**
 * Storage of this browser for its client. Stores nothing in private windows that refuse it, or in previews at the desk.
 */
export const clientStorage = {
  read<T>(key: string): T | null {
    if (host.preview) return null
    try {
      return JSON.parse(localStorage.getItem(`guichet.portail.${key}`) ?? 'null') as T | null
    } catch {
      return null
    }
  },
  /** Removes everything except these keys. */
  clearAllBut(keys: readonly string[]) {
    try {
      const spared = new Set(keys.map((key) => `guichet.portail.${key}`))
      for (const name of Object.keys(localStorage))
        if (name.startsWith('guichet.portail.') && !spared.has(name)) localStorage.removeItem(name)
    } catch {
      // Nothing was stored.
    }
  },
  write(key: string, value: unknown) {
    if (host.preview) return
    try {
      const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
      if (empty) localStorage.removeItem(`guichet.portail.${key}`)
      else localStorage.setItem(`guichet.portail.${key}`, JSON.stringify(value))
    } catch {
      // The page works without storage.
    }
  },
}
