/** Returns the digits of “T-1042”, “t 1042”, “#1042” or “1042”; null for other text. */
export const ticketNumber = (text: string): string | null =>
  /^\s*(?:t\s?-?|#|n°)?\s?([1-9]\d{0,8})\s*$/i.exec(text)?.[1] ?? null
