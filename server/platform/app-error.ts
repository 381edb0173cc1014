import type { ErrorCode } from '../../contract/errors.ts'

/** Error that the API reports by its code, with `details` as documented on ErrorReply. */
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
