import type { ServerResponse } from 'node:http'
import type { Person } from '../context.ts'
import type { Session } from '../sessions.ts'

/** A piece of news as one reader is told it, with its place in the stream. */
export type Told = { seq: number; message: object }

/** A reader that cannot keep up is cut; it comes back with Last-Event-ID and catches up. */
const unreadAtMost = 1024 * 1024

/** One open server-sent-event stream. */
export class Stream {
  readonly sessionId: string
  /** Who reads, as they are now. */
  actor: Person
  readonly #response: ServerResponse
  readonly #writePlace: (seq: number) => string
  /** Held back while the past is being read, so that nothing is sent out of order or twice. */
  #held: Told[] | null = []
  #lastSent = 0

  constructor(session: Session, response: ServerResponse, writePlace: (seq: number) => string) {
    this.sessionId = session.id
    this.actor = session.actor
    this.#response = response
    this.#writePlace = writePlace
  }

  /** Sends what was missed, then what came meanwhile. `since` is the place the reader starts from. */
  begin(since: number, missed: Told[]): void {
    this.#lastSent = since
    this.#write(`id: ${this.#writePlace(since)}\nevent: hello\ndata: {}\n\n`)
    const held = this.#held ?? []
    this.#held = null
    for (const told of [...missed, ...held]) this.send(told)
  }

  send(told: Told): void {
    if (this.#held) {
      this.#held.push(told)
      return
    }
    const { seq, message } = told
    if (seq <= this.#lastSent) return
    this.#lastSent = seq
    this.#write(`id: ${this.#writePlace(seq)}\nevent: news\ndata: ${JSON.stringify(message)}\n\n`)
  }

  /** Of this moment alone: without a place in the stream, and not for who has yet to begin. */
  pass(event: string, message: object): void {
    if (!this.#held) this.#write(`event: ${event}\ndata: ${JSON.stringify(message)}\n\n`)
  }

  /** Too much was missed to tell it piece by piece. */
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
    if (this.#response.writableLength > unreadAtMost) this.#response.destroy()
    else this.#response.write(text)
  }
}
