import type { z } from 'zod'
import { AppError } from './app-error.ts'

/** Where a page ends, as an opaque text that goes back with the next request. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Throws invalid for anything that writeCursor() did not make in this shape. */
export function readCursor<T extends z.ZodType>(shape: T, cursor: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new AppError('invalid', { fields: [{ path: 'cursor', problem: 'not a place in this list' }] })
  }
}
