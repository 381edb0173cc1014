/** Returns a text without accents and capitals. */
export const foldText = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Whether every word typed begins a word of the text, accents and capitals forgiven: “be ka” finds “Karim Bénali”. */
export function matchesWords(text: string, typed: string): boolean {
  const words = foldText(text).split(/[^a-z0-9]+/)
  return foldText(typed)
    .split(/[^a-z0-9]+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
