import { CopyButton } from '../../../ui/copy-button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'

/** The two lines for a site. */
export function Snippet({ id }: { id: string }) {
  const t = useT()
  const text = `<script type="module" src="${location.origin}/elements/form.js"></script>\n<guichet-form form="${id}"></guichet-form>`
  return (
    <div className={classes.snippet}>
      <TextArea
        label={t('forms.snippet')}
        hint={t('forms.snippet_hint')}
        value={text}
        rows={3}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton value={text} said={t('forms.copied')}>
        {t('forms.copy')}
      </CopyButton>
    </div>
  )
}
