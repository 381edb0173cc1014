import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeDataDir } from './data-dir.ts'
import { findFakeClock } from './programs.ts'

/** Environment of a program whose clock a test sets; its monotonic clock stays that of the machine. */
export type ClockEnvironment = Record<
  'LD_PRELOAD' | 'FAKETIME_TIMESTAMP_FILE' | 'FAKETIME_NO_CACHE' | 'FAKETIME_DONT_FAKE_MONOTONIC',
  string
>

/**
 * Opens a clock that a test sets, for all programs that run with `environment`. Throws when libfaketime is missing.
 */
export async function openFakeClock() {
  const library = findFakeClock()
  if (!library) throw new Error('libfaketime was not found on this machine: run "node scripts/ensure-debian.ts"')
  const folder = await makeDataDir()
  chmodSync(folder, 0o755) // PostgreSQL, which reads it too, runs as another user
  const file = path.join(folder, 'offset')
  const setClock = (offset: string) => writeFileSync(file, offset)
  setClock('+0')
  const environment: ClockEnvironment = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  return {
    environment,
    /** @param offset from the machine's clock, such as -3d or +1h */
    set: setClock,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
