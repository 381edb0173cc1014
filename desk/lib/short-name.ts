/** “Karim” for Karim Benali, but “M. Petit” whole: a first word that is no first name says nothing. */
export function shortName(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? name
  return first.length < 3 || first.endsWith('.') ? name : first
}
