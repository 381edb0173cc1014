/**
 * Returns the accents of ui/tokens.css in the hue of a colour, at lightnesses that keep text readable whatever colour
 * was chosen. Browsers without relative colours keep ours.
 * @param colour `#1f6f5c` @returns CSS variables with their values
 */
export function brandTokens(colour: string): Record<string, string> {
  const of = (lightness: number, chroma: number) => `oklch(from ${colour} ${lightness} min(c, ${chroma}) h)`
  const both = (light: [number, number], dark: [number, number]) => `light-dark(${of(...light)}, ${of(...dark)})`
  const tokens = {
    '--accent': both([0.42, 0.14], [0.72, 0.13]),
    '--accent-hover': both([0.37, 0.14], [0.77, 0.12]),
    '--accent-ink': both([0.99, 0], [0.17, 0.02]),
    '--accent-soft': both([0.955, 0.02], [0.28, 0.04]),
    '--accent-line': both([0.8, 0.07], [0.45, 0.08]),
  }
  return CSS.supports('color', tokens['--accent']) ? tokens : {}
}
