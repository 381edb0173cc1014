/** Error that the operator can fix. Its message says what to do, so print it without a stack. */
export class StartupError extends Error {
  override name = 'StartupError'
}
