import { Link } from '@tanstack/react-router'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './editable-field.module.css'
import type { FieldSpec, RecordValues } from './record-kind.ts'

type Props = { field: FieldSpec; value: string; values: RecordValues }

/** Link that calls a number, writes to an address, or opens a map or a record. */
export function FieldLink({ field, value, values }: Props) {
  const t = useT()
  if (value === '') return null
  if (field.type === 'tel')
    return (
      <a className={classes.go} href={`tel:${value.replace(/[^\d+]/g, '')}`} title={t('record.call', { value })}>
        <Icon name="phone" />
        <span className="sr-only">{t('record.call', { value })}</span>
      </a>
    )
  if (field.type === 'email')
    return (
      <a className={classes.go} href={`mailto:${value}`} title={t('record.write', { value })}>
        <Icon name="mail" />
        <span className="sr-only">{t('record.write', { value })}</span>
      </a>
    )
  if ((field.type === 'company' || field.type === 'site') && values[field.type])
    return (
      <Link
        to={field.type === 'company' ? '/societes/$id' : '/sites/$id'}
        params={{ id: values[field.type]?.id ?? '' }}
        className={classes.go}
        title={t('record.go_to', { name: value })}
      >
        <Icon name="right" />
        <span className="sr-only">{t('record.go_to', { name: value })}</span>
      </Link>
    )
  return null
}
