/** Something the person who starts Guichet can put right; its message says what and how, so print it without a stack. */
export class StartupError extends Error {
  override name = 'StartupError'
}
