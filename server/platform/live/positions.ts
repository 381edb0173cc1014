import type { Person } from '../../actors.ts'
import type { Secrets } from '../secrets.ts'

/** Codec for positions in the stream, sent as the `id` of server-sent events. */
export type PositionCodec = {
  write: (seq: number) => string
  /** Returns null for invalid text. */
  read: (text: string) => number | null
}

const sealedIn = 'live.place'
/** Fixed length, so that encrypted positions do not reveal the size of the number. */
const digits = 15

const plain: PositionCodec = { write: String, read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null) }

/** Returns the codec for a reader. Clients get encrypted positions: gaps would reveal the amount of internal activity. */
export function positionCodecFor({ kind }: Person, secrets: Secrets): PositionCodec {
  if (kind === 'agent') return plain
  return {
    write: (seq) => secrets.seal(sealedIn, String(seq).padStart(digits, '0')),
    read(text) {
      try {
        return plain.read(secrets.open(sealedIn, text) ?? '')
      } catch {
        return null
      }
    },
  }
}
