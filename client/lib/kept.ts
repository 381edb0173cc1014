/** What this browser keeps for its client. Private windows may refuse it: then nothing is kept. */
export const kept = {
  read<T>(key: string): T | null {
    try {
      return JSON.parse(localStorage.getItem(`guichet.portail.${key}`) ?? 'null') as T | null
    } catch {
      return null
    }
  },
  /** Forgets everything but these keys. */
  clearAllBut(keys: readonly string[]) {
    try {
      const spared = new Set(keys.map((key) => `guichet.portail.${key}`))
      for (const name of Object.keys(localStorage))
        if (name.startsWith('guichet.portail.') && !spared.has(name)) localStorage.removeItem(name)
    } catch {
      // Nothing was kept.
    }
  },
  write(key: string, value: unknown) {
    try {
      const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
      if (empty) localStorage.removeItem(`guichet.portail.${key}`)
      else localStorage.setItem(`guichet.portail.${key}`, JSON.stringify(value))
    } catch {
      // The page works, it only forgets.
    }
  },
}
