import { useQuery } from '@tanstack/react-query'
import { actionsAboutQuery } from '../../../data/actions.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { SubjectRef } from '../../../lib/opened-action.ts'
import { ActionLines } from './action-lines.tsx'
import classes from './actions-about.module.css'

/** Actions about a record on its page: open ones, and those that are done folded. */
export function ActionsAbout({ about }: { about: SubjectRef }) {
  const t = useT()
  const { data, error } = useQuery(actionsAboutQuery(about))
  if (error && !data) return <p className={classes.quiet}>{errorText(error)}</p>
  if (!data) return null
  if (data.items.length === 0) return <p className={classes.quiet}>{t('action.none_about')}</p>
  return (
    <div className={classes.rows}>
      <ActionLines actions={data.items} />
    </div>
  )
}
