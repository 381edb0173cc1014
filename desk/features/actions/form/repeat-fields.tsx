import type { RefObject } from 'react'
import { repeatOrigins, repeatUnits } from '../../../../contract/enum-values.ts'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { useT } from '../../../lib/i18n.tsx'
import type { ActionDraft } from './draft.ts'
import classes from './form.module.css'

type Props = {
  draft: ActionDraft
  change: (changes: Partial<ActionDraft>) => void
  error: string | undefined
  input: RefObject<HTMLInputElement | null>
}

/** After how long an action is due again, once it is done. */
export function RepeatFields({ draft, change, error, input }: Props) {
  const t = useT()
  const { repeatUnit, repeatEvery, repeatFrom } = draft
  return (
    <div className={classes.repeat}>
      <SelectField
        label={t('action.repeat')}
        value={repeatUnit}
        onChange={({ target }) => change({ repeatUnit: repeatUnits.find((unit) => unit === target.value) ?? 'never' })}
      >
        <option value="never">{t('action.repeat.never')}</option>
        {repeatUnits.map((unit) => (
          <option key={unit} value={unit}>
            {t(`action.repeat.${unit}`)}
          </option>
        ))}
      </SelectField>
      {repeatUnit !== 'never' && (
        <>
          <TextField
            ref={input}
            label={t('action.repeat_every')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={repeatEvery}
            error={error}
            hint={error ? undefined : t(`action.every.${repeatUnit}`, { count: Number(repeatEvery) || 1 })}
            onChange={({ target }) => change({ repeatEvery: target.value })}
          />
          <SelectField
            label={t('action.repeat_from')}
            value={repeatFrom}
            onChange={({ target }) =>
              change({ repeatFrom: repeatOrigins.find((origin) => origin === target.value) ?? 'due' })
            }
          >
            {repeatOrigins.map((origin) => (
              <option key={origin} value={origin}>
                {t(`action.repeat_from.${origin}`)}
              </option>
            ))}
          </SelectField>
        </>
      )}
    </div>
  )
}
