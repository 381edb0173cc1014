import { useEffect, useRef, useState } from 'react'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'

/** Code to copy into a website. @param isNew whether the form was just created, so that this is the next step */
export function Snippet({ id, isNew }: { id: string; isNew: boolean }) {
  const t = useT()
  const [where, setWhere] = useState<'site' | 'wordpress'>('site')
  const text = useRef<HTMLTextAreaElement>(null)
  const lines = {
    site: `<script type="module" src="${location.origin}/elements/form.js"></script>\n<guichet-form form="${id}"></guichet-form>`,
    wordpress: `[guichet_form id="${id}"]`,
  }
  useEffect(() => {
    if (isNew) text.current?.focus()
  }, [isNew])
  return (
    <div className={classes.snippet}>
      {isNew && <p role="status">{t('forms.created_words')}</p>}
      <Segmented
        label={t('forms.snippet_where')}
        value={where}
        segments={[
          { value: 'site', label: t('forms.any_site') },
          { value: 'wordpress', label: 'WordPress' },
        ]}
        onChange={setWhere}
      />
      <TextArea
        ref={text}
        label={t('forms.snippet')}
        hint={t(where === 'site' ? 'forms.snippet_hint' : 'forms.snippet_wordpress')}
        value={lines[where]}
        rows={where === 'site' ? 3 : 1}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton value={lines[where]} said={t('forms.copied')}>
        {t('forms.copy')}
      </CopyButton>
    </div>
  )
}
