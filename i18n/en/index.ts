import type { fr } from '../fr/index.ts'
import { errors } from './errors.ts'
import { words } from './words.ts'

/** The English catalogue, complete by the compiler. */
export const en: Record<keyof typeof fr, string> = { ...words, ...errors }
