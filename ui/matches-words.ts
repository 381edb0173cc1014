/** Returns a text in lower case without accents. */
export const foldText = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/**
 * Tells whether every typed word begins a word of the text, ignoring accents and case: “be ka” matches “Karim Bénali”.
 */
export function matchesWords(text: string, typed: string): boolean {
  const words = foldText(text).split(/[^a-z0-9]+/)
  return foldText(typed)
    .split(/[^a-z0-9]+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
