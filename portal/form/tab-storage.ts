const placeOf = (name: string) => `guichet.formulaire.${name}`

/**
 * Storage of this tab, which survives a reload until the form is sent. Stores nothing without a name, or when the
 * browser refuses.
 */
export const tabStorage = {
  read<T>(name: string | null): T | null {
    if (name === null) return null
    try {
      return JSON.parse(sessionStorage.getItem(placeOf(name)) ?? 'null') as T | null
    } catch {
      return null
    }
  },
  write(name: string | null, value: unknown) {
    if (name === null) return
    try {
      if (value === null) sessionStorage.removeItem(placeOf(name))
      else sessionStorage.setItem(placeOf(name), JSON.stringify(value))
    } catch {
      // The form works without storage.
    }
  },
}
