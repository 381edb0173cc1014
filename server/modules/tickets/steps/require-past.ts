import { AppError } from '../../../platform/app-error.ts'

/** Tolerance for clocks that are ahead of ours. */
const clockSlackMs = 60_000

/** Requires an instant in the past. Throws invalid. */
export function requirePast(instant: string | undefined, path: string): void {
  if (instant === undefined || Date.parse(instant) <= Date.now() + clockSlackMs) return
  throw new AppError('invalid', { fields: [{ path, problem: 'in the future' }] })
}
