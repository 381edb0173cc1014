import type { MessageKey } from '../../lib/i18n.tsx'
import type { FieldSpec } from './record-kind.ts'

/** Returns the message for a refused field. */
export function fieldError({ type, required }: FieldSpec): MessageKey {
  if (type === 'email') return 'record.wrong_email'
  if (type === 'tel') return 'record.wrong_phone'
  return required ? 'record.required' : 'record.wrong'
}
