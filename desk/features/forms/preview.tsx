import { createElement, useEffect, useMemo, useState } from 'react'
import type { FormField } from '../../../contract/forms.ts'
import { FormError } from '../../../ui/form-error.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t, useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { DraftField } from './draft.ts'
import classes from './forms.module.css'
import type { FormDraft } from './queries.ts'

type Reader = 'guest' | 'client'

/** Address of the element that websites load, so that the preview is what visitors get. */
const elementAddress = '/elements/form.js'

/** Preview of the form, even unsaved or invalid. It can be tried, and sends nothing. */
export function Preview({ draft }: { draft: FormDraft }) {
  const t = useT()
  const rested = useDebounced(draft, 200)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  const [reader, setReader] = useState<Reader>('guest')
  useEffect(() => {
    import(/* @vite-ignore */ elementAddress).then(
      () => setState('ready'),
      () => setState('failed'),
    )
  }, [])
  const preview = useMemo(() => previewOf(rested, reader), [rested, reader])
  return (
    <section className={classes.preview} aria-label={t('forms.preview')}>
      <div className={classes.previewHead}>
        <b>{t('forms.preview')}</b>
        <Segmented
          label={t('forms.preview_reader')}
          value={reader}
          segments={[
            { value: 'guest', label: t('forms.guest') },
            { value: 'client', label: t('forms.preview_client') },
          ]}
          onChange={setReader}
        />
        <Segmented
          label={t('forms.preview_theme')}
          value={theme}
          segments={[
            { value: 'light', label: t('forms.preview_light') },
            { value: 'dark', label: t('forms.preview_dark') },
          ]}
          onChange={setTheme}
        />
      </div>
      {reader === 'client' && <p className={classes.note}>{t('forms.preview_client_words')}</p>}
      {rested.isOpen === false && <p className={classes.note}>{t('forms.preview_closed')}</p>}
      {state === 'failed' && <FormError>{t('forms.preview_failed')}</FormError>}
      {state === 'ready' &&
        createElement('guichet-form', { className: classes.previewed, 'data-theme': theme, preview })}
    </section>
  )
}

const previewOf = ({ title, intro = '', fields, consent = '' }: FormDraft, reader: Reader) => ({
  title: title.trim() || t('forms.form_title'),
  intro,
  fields: fields.map((field) => shownField(field, t(`forms.field.${field.kind}`))),
  consent,
  known: reader === 'client' ? example() : null,
})

/** Returns a fictional client without a company, so that no real machines are shown. */
const example = () => ({
  name: t('forms.example_name'),
  machines: [{ id: 'a', label: t('forms.example_machine'), serialNumber: 'SN-1042', location: null }],
  projects: [{ id: 'a', name: t('forms.example_project') }],
})

/** Fills a field's missing words with their defaults. */
const shownField = ({ help = '', required = false, options = [], when = null, ...field }: DraftField, words: string) =>
  ({
    ...field,
    label: field.label.trim() || words,
    help,
    required,
    options: options.filter((option) => option.trim() !== ''),
    when,
  }) satisfies FormField
