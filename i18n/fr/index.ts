import { errors } from './errors.ts'
import { words } from './words.ts'

/** The French catalogue: the reference for keys. One file an area of the product. */
export const fr = { ...words, ...errors }
