const wordsOf = (title: string) =>
  new Set(
    title
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length >= 4),
  )

/** Two titles that may tell the same trouble: at least two telling words in common, or the only one there is. */
export function isLikelySame(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const common = [...a].filter((word) => b.has(word)).length
  return common >= 2 || (common === 1 && Math.min(a.size, b.size) === 1)
}
