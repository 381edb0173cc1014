/** Milliseconds between two looks at the parent. */
const lookMs = 500

/**
 * Sends SIGTERM to this process when it was run by npm and the shell between them has ended: a signal to npm ends the
 * shell, which passes it on to nobody.
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
