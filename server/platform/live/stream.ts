import type { ServerResponse } from 'node:http'
import type { Person } from '../../actors.ts'
import type { Session } from '../sessions.ts'

/** Message for one reader, with its position in the stream. */
export type StreamMessage = { seq: number; message: object }

/** Maximum size of unsent data. A slower reader is disconnected, and catches up with Last-Event-ID. */
const maxUnsentBytes = 1024 * 1024

/** One open server-sent-event stream. */
export class Stream {
  readonly sessionId: string
  /** Reader with their current rights. */
  actor: Person
  readonly #response: ServerResponse
  readonly #writePosition: (seq: number) => string
  /** Messages held back while missed ones are read, so that nothing is sent out of order or twice. */
  #held: StreamMessage[] | null = []
  #lastSent = 0

  constructor(session: Session, response: ServerResponse, writePosition: (seq: number) => string) {
    this.sessionId = session.id
    this.actor = session.actor
    this.#response = response
    this.#writePosition = writePosition
  }

  /** Sends the missed messages, then those held meanwhile. `since` is the reader's position. */
  begin(since: number, missed: StreamMessage[]): void {
    this.#lastSent = since
    this.#write(`id: ${this.#writePosition(since)}\nevent: hello\ndata: {}\n\n`)
    const held = this.#held ?? []
    this.#held = null
    for (const item of [...missed, ...held]) this.send(item)
  }

  send(item: StreamMessage): void {
    if (this.#held) {
      this.#held.push(item)
      return
    }
    const { seq, message } = item
    if (seq <= this.#lastSent) return
    this.#lastSent = seq
    this.#write(`id: ${this.#writePosition(seq)}\nevent: news\ndata: ${JSON.stringify(message)}\n\n`)
  }

  /** Sends a transient message without position, unless the stream has not begun. */
  pass(event: string, message: object): void {
    if (!this.#held) this.#write(`event: ${event}\ndata: ${JSON.stringify(message)}\n\n`)
  }

  /** Asks the page to read everything again, because too much was missed. */
  reset(): void {
    this.#write('event: reset\ndata: {}\n\n')
  }

  beat(): void {
    this.#write(': beat\n\n')
  }

  end(reason: 'bye' | null): void {
    if (reason) this.#write(`event: ${reason}\ndata: {}\n\n`)
    this.#response.end()
  }

  #write(text: string) {
    if (this.#response.writableEnded || this.#response.destroyed) return
    if (this.#response.writableLength > maxUnsentBytes) this.#response.destroy()
    else this.#response.write(text)
  }
}
