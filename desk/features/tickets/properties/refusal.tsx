import type { ReactNode } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { conflictBy, refusalText } from '../changes/refusal-text.ts'
import classes from './refusal.module.css'

type Props = { error: Error; mine: ReactNode; theirs: ReactNode; onOverwrite: () => void; onDiscard: () => void }

/** Error below a refused change. After a conflict it shows both values, and the agent chooses. */
export function Refusal({ error, mine, theirs, onOverwrite, onDiscard }: Props) {
  const t = useT()
  const by = conflictBy(error)
  if (by === undefined)
    return (
      <div className={classes.box} role="alert">
        <p>{refusalText(error)}</p>
        <div className={classes.actions}>
          <Button look="quiet" onClick={onDiscard}>
            {t('conflict.understood')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className={classes.box} role="alert">
      <p>{by === null ? t('conflict.elsewhere') : t('conflict.by', { name: by })}</p>
      <dl className={classes.both}>
        <dt>{by ?? t('conflict.theirs')}</dt>
        <dd>{theirs}</dd>
        <dt>{t('conflict.mine')}</dt>
        <dd>{mine}</dd>
      </dl>
      <div className={classes.actions}>
        <Button onClick={onDiscard}>{t('conflict.keep_theirs')}</Button>
        <Button look="primary" onClick={onOverwrite}>
          {t('conflict.keep_mine')}
        </Button>
      </div>
    </div>
  )
}
