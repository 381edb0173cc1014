import type { UploadProblem } from '../../../browser/upload-queue.ts'
import { errorText } from '../errors.ts'
import type { Translate } from '../i18n.tsx'
import { formatSize } from './file-labels.ts'

/** Returns why a file was not sent, and what to do about it. */
export function problemText(t: Translate, problem: UploadProblem, size: number, language: string): string {
  if (problem.kind === 'too_large')
    return t('files.too_large', {
      size: formatSize(t, size, language),
      limit: formatSize(t, problem.limit, language),
    })
  if (problem.kind !== 'call') return t(`files.${problem.kind}`)
  const text = errorText(problem.error)
  return text === t('error.unreachable') ? t('files.unreachable') : text
}
