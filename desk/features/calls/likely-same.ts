const wordsOf = (title: string) =>
  new Set(
    title
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length >= 4),
  )

/** Tells whether two titles may describe the same problem: they share two significant words, or their only one. */
export function isLikelySame(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const common = [...a].filter((word) => b.has(word)).length
  return common >= 2 || (common === 1 && Math.min(a.size, b.size) === 1)
}
