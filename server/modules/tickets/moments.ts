import { AppError } from '../../platform/app-error.ts'

/** A clock a little ahead of ours is forgiven; the future is not. */
const clockSlackMs = 60_000

/** For what is told as having happened. Throws invalid. */
export function refuseFuture(instant: string | undefined, path: string): void {
  if (instant === undefined || Date.parse(instant) <= Date.now() + clockSlackMs) return
  throw new AppError('invalid', { fields: [{ path, problem: 'in the future' }] })
}
