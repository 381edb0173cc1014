import type { z } from 'zod'
import { AppError } from './app-error.ts'

/** Encodes the end of a page as an opaque cursor for the next request. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Decodes a cursor. Throws invalid unless it has the given shape. */
export function readCursor<T extends z.ZodType>(shape: T, cursor: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new AppError('invalid', { fields: [{ path: 'cursor', problem: 'not a cursor of this list' }] })
  }
}
