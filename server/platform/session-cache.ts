/** The cookie or bearer token of a request, as sent. */
export type Credentials = { cookie?: string | undefined; authorization?: string | undefined }

const keptMs = 2_000
const keptAtMost = 5_000

/**
 * Who stands behind credentials, kept for 2 s: a session that ended or a right that changed holds at the latest then;
 * forget() drops all answers at once in this process.
 */
export function keepBriefly<T>(read: (credentials: Credentials) => Promise<T | null>) {
  const kept = new Map<string, { until: number; answer: Promise<T | null> }>()
  return {
    resolve(credentials: Credentials): Promise<T | null> {
      if (!credentials.cookie && !credentials.authorization) return Promise.resolve(null)
      const key = `${credentials.authorization ?? ''}\n${credentials.cookie ?? ''}`
      const now = performance.now()
      const before = kept.get(key)
      if (before && before.until > now) return before.answer
      if (kept.size >= keptAtMost) kept.clear()
      const answer = read(credentials)
      kept.set(key, { until: now + keptMs, answer })
      // Nobody is not worth keeping: forged cookies would fill the memory.
      answer.then((found) => found ?? kept.delete(key)).catch(() => kept.delete(key))
      return answer
    },
    forget: () => kept.clear(),
  }
}
