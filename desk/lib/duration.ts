/** Parses “45”, “45 min”, “1h30”, “1 h 30”, “1:30” or “1,5 h” to minutes; null when it is not understood. */
export function parseMinutes(text: string): number | null {
  const words = text.trim().toLowerCase().replace(',', '.')
  const alone = /^(\d{1,5})\s*(?:min|mn|m)?$/.exec(words)
  if (alone) return Number(alone[1])
  const hours = /^(\d{1,3}(?:\.\d+)?)\s*h$/.exec(words)
  if (hours) return Math.round(Number(hours[1]) * 60)
  const both = /^(\d{1,3})\s*(?:h|:)\s*([0-5]?\d)(?:\s*(?:min|mn|m))?$/.exec(words)
  return both ? Number(both[1]) * 60 + Number(both[2]) : null
}

/** Formats minutes: 90 as “1 h 30”, 45 as “45 min”. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`
}
