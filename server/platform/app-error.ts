import type { ErrorCode } from '../../contract/errors.ts'

/** A refusal that the API answers by its code; `details` as documented on ErrorReply. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined
  constructor(code: ErrorCode, details?: Record<string, unknown>) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}
