import { CallError } from '../../contract/client.ts'
import { t } from './i18n.tsx'

/** Returns the message of an error: what went wrong and what to do. */
export function errorText(error: unknown): string {
  if (!(error instanceof CallError)) return t('error.internal')
  const { seconds } = error.details
  if (error.code === 'too_many_requests' && typeof seconds === 'number') return t('error.wait', { seconds })
  return t(`error.${error.code}`)
}

type FieldProblem = { path: string; problem: string }

/** Lists the invalid fields of a refused request by path, such as `['newCaller.phone']`. */
export function listInvalidFields(error: unknown): string[] {
  if (!(error instanceof CallError) || error.code !== 'invalid') return []
  const fields = error.details.fields
  return Array.isArray(fields) ? (fields as FieldProblem[]).map((field) => field.path) : []
}

/** Tells whether the server refused a request. Without a response, the request may have succeeded. */
export const isRefusal = (error: unknown) =>
  error instanceof CallError && error.code !== 'unreachable' && error.status < 500

export const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code
