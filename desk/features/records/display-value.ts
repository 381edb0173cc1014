import type { Translate } from '../../lib/i18n.tsx'
import { fieldOf, type RecordKind, type RecordValues } from './record-kind.ts'

/** Returns a field's displayed value: choices by their label, addresses on one line. */
export function displayValue(t: Translate, kind: RecordKind, name: string, value: string): string {
  const field = kind.fields.find((one) => one.name === name)
  const choice = field?.choices?.find((one) => one.value === value)
  if (choice) return t(choice.label)
  return field?.type === 'area' ? value.split('\n').filter(Boolean).join(', ') : value
}

/** Returns the first field of a column that has a value. */
export function displayColumn(t: Translate, kind: RecordKind, column: readonly string[], values: RecordValues): string {
  const name = column.find((one) => fieldOf(values, one) !== '')
  return name ? displayValue(t, kind, name, fieldOf(values, name)) : ''
}
