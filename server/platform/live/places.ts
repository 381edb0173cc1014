import type { Person } from '../context.ts'
import type { Secrets } from '../secrets.ts'

/** Where somebody's stream stands, as the `id` of a server-sent event. */
export type Places = {
  write: (seq: number) => string
  /** Returns null for a text that is no place of ours. */
  read: (text: string) => number | null
}

const sealedIn = 'live.place'
/** All of one length, whatever the number. */
const digits = 15

const plain: Places = { write: String, read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null) }

/** Clients get places that they cannot read: the distance between two would tell how much happened inside. */
export function placesFor({ kind }: Person, secrets: Secrets): Places {
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
