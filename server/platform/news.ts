import type { LiveNews } from '../../contract/events.ts'

/** Event as processes exchange it: its position in the order of dispatch, and the message to readers. */
export type News = LiveNews & { seq: number }

export const newsChannel = 'guichet_news'

/** Packs news into NOTIFY payloads, compact JSON arrays of less than 8,000 bytes each. */
export function packNews(batch: News[]): string[] {
  const perMessage = 40
  const messages: string[] = []
  for (let start = 0; start < batch.length; start += perMessage) {
    const part = batch.slice(start, start + perMessage)
    messages.push(JSON.stringify(part.map((news) => [news.seq, news.name, news.subject, news.id, news.by])))
  }
  return messages
}

export function unpackNews(message: string): News[] {
  const rows = JSON.parse(message) as [number, News['name'], News['subject'], string, string | null][]
  return rows.map(([seq, name, subject, id, by]) => ({ seq, name, subject, id, by }))
}
