/** Returns “Karim” for Karim Benali, but the whole of “M. Petit”, which does not begin with a first name. */
export function shortName(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? name
  return first.length < 3 || first.endsWith('.') ? name : first
}
