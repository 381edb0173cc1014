import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'

/** The two lines for a site. Over plain HTTP there is no clipboard to write to: they can be selected. */
export function Snippet({ id }: { id: string }) {
  const t = useT()
  const clipboard = navigator.clipboard as Clipboard | undefined
  const text = `<script type="module" src="${location.origin}/elements/form.js"></script>\n<guichet-form form="${id}"></guichet-form>`
  async function copy() {
    await clipboard?.writeText(text)
    toast({ text: t('forms.copied') })
  }
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
      {clipboard && <Button onClick={copy}>{t('forms.copy')}</Button>}
    </div>
  )
}
