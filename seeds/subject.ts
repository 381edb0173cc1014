import type { Criticality } from '../contract/enums.ts'
import type { MachineKind } from './clients.ts'

/** Fault of a kind of machine, and the story of its ticket. `{lieu}` is the machine's location. */
export type Subject = {
  about: MachineKind
  kind?: 'incident' | 'request' | 'anomaly'
  criticality: Criticality
  tags?: string[]
  titles: string[]
  told: string[]
  /** Questions to the client with their answers. */
  asked: [question: string, answer: string][]
  /** Internal notes. */
  notes: string[]
  solved: string[]
}
