import { CallError } from '../../contract/client.ts'
import { t } from './i18n.tsx'

/** Returns what went wrong and what to do next, in the reader's language. */
export function errorText(error: unknown): string {
  if (!(error instanceof CallError)) return t('error.internal')
  const { seconds } = error.details
  if (error.code === 'too_many_requests' && typeof seconds === 'number') return t('error.wait', { seconds })
  return t(`error.${error.code}`)
}

type FieldProblem = { path: string; problem: string }

/** The fields the server refused, by their path in the body: `['newCaller.phone']`. */
export function listInvalidFields(error: unknown): string[] {
  if (!(error instanceof CallError) || error.code !== 'invalid') return []
  const fields = error.details.fields
  return Array.isArray(fields) ? (fields as FieldProblem[]).map((field) => field.path) : []
}

/** The server has answered, and nothing was done; as against a silence, after which it may have been. */
export const isRefusal = (error: unknown) =>
  error instanceof CallError && error.code !== 'unreachable' && error.status < 500

export const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code
