const placeOf = (name: string) => `guichet.formulaire.${name}`

/**
 * Storage of this tab for a reload, until the form is sent. Some browsers refuse, and it is only forgotten. Without a
 * name nothing is stored.
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
      // The form works, it only forgets.
    }
  },
}
