import { TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import type { WebsiteFields as Fields } from './queries.ts'
import classes from './websites.module.css'

type Props = { fields: Fields; refused: string[]; onChange: (fields: Fields) => void }

export function WebsiteFields({ fields, refused, onChange }: Props) {
  const t = useT()
  return (
    <>
      <TextField
        label={t('record.name')}
        error={refused.includes('name') ? t('entry.name_needed') : undefined}
        value={fields.name}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus
        onChange={(event) => onChange({ ...fields, name: event.target.value })}
      />
      <TextField
        label={t('websites.origin')}
        hint={t('websites.origin_hint')}
        error={refused.includes('origin') ? t('websites.origin_wrong') : undefined}
        value={fields.origin}
        inputMode="url"
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        required
        onChange={(event) => onChange({ ...fields, origin: event.target.value })}
      />
      <TextField
        label={t('websites.portal_page')}
        hint={t('websites.portal_page_hint')}
        error={refused.includes('portalUrl') ? t('websites.portal_page_wrong') : undefined}
        value={fields.portalUrl ?? ''}
        inputMode="url"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...fields, portalUrl: event.target.value })}
      />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={fields.verifiesAddresses ?? false}
          onChange={(event) => onChange({ ...fields, verifiesAddresses: event.target.checked })}
        />
        <span>
          {t('websites.verifies')}
          <small>{t('websites.verifies_hint')}</small>
        </span>
      </label>
    </>
  )
}
