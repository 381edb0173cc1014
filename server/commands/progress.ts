import type { ReportProgress } from '../platform/backup/index.ts'

const everyMs = 100

/** Shows progress in one line on a terminal, and nothing elsewhere. Throws once `signal` is aborted. */
export function showProgress(signal: AbortSignal): { report: ReportProgress; clear(): void } {
  const { stderr } = process
  let last = 0
  return {
    report(what, bytes) {
      signal.throwIfAborted()
      if (!stderr.isTTY || Date.now() - last < everyMs) return
      last = Date.now()
      stderr.write(`\r\x1b[K${what}${bytes > 0 ? `, ${megabytes(bytes)}` : '…'}`)
    },
    clear() {
      if (stderr.isTTY) stderr.write('\r\x1b[K')
    },
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
