/** Interval of checks of the parent process. */
const lookMs = 500

/**
 * Sends SIGTERM to this process when it was run by npm and the shell between them has ended: a signal to npm ends the
 * shell, which does not pass it on.
 */
export function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, lookMs)
  timer.unref()
}
