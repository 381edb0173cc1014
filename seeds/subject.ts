import type { Criticality } from '../contract/enums.ts'
import type { MachineKind } from './clients.ts'

/** A fault of a kind of machine, and the story of its ticket. `{lieu}` is where the machine stands. */
export type Subject = {
  about: MachineKind
  kind?: 'incident' | 'request' | 'anomaly'
  criticality: Criticality
  tags?: string[]
  titles: string[]
  told: string[]
  /** A question to the client and what they answered. */
  asked: [question: string, answer: string][]
  /** Between colleagues. */
  notes: string[]
  solved: string[]
}
