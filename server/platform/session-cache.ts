/** Cookie or bearer token of a request, as sent. */
export type Credentials = { cookie?: string | undefined; authorization?: string | undefined }

const ttlMs = 2_000
const maxEntries = 5_000

/**
 * Caches the session behind credentials for 2 s: an ended session or a changed right takes effect after that at the
 * latest. clearCache() clears the cache of this process at once.
 */
export function cacheSessions<T>(read: (credentials: Credentials) => Promise<T | null>) {
  const cache = new Map<string, { until: number; answer: Promise<T | null> }>()
  return {
    resolve(credentials: Credentials): Promise<T | null> {
      if (!credentials.cookie && !credentials.authorization) return Promise.resolve(null)
      const key = `${credentials.authorization ?? ''}\n${credentials.cookie ?? ''}`
      const now = performance.now()
      const before = cache.get(key)
      if (before && before.until > now) return before.answer
      if (cache.size >= maxEntries) cache.clear()
      const answer = read(credentials)
      cache.set(key, { until: now + ttlMs, answer })
      // Does not cache failures: forged cookies would fill the memory.
      answer.then((found) => found ?? cache.delete(key)).catch(() => cache.delete(key))
      return answer
    },
    clearCache: () => cache.clear(),
  }
}
