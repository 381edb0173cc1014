import type { DraftContent } from '../../../../contract/drafts.ts'
import { useT } from '../../../lib/i18n.tsx'
import { textOf } from '../../../lib/plain-html.ts'
import classes from './replaced-draft.module.css'

type Props = { other: DraftContent; onSwap: () => void; onDrop: () => void }

/** Notice of a draft that a newer one from another device replaced; the agent chooses which to keep. */
export function ReplacedDraft({ other, onSwap, onDrop }: Props) {
  const t = useT()
  return (
    <div className={classes.other} role="status">
      <p className={classes.words}>{t('composer.other_draft', { words: textOf(other.html) })}</p>
      <button type="button" onClick={onSwap}>
        {t('composer.take_other')}
      </button>
      <button type="button" onClick={onDrop}>
        {t('composer.drop_other')}
      </button>
    </div>
  )
}
