import { useQuery } from '@tanstack/react-query'
import type { Action } from '../../../../contract/actions.ts'
import { actionsQuery, useDoAction, useIdsBeingDone } from '../../../data/actions.ts'
import { useNow } from '../../../lib/dates.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { SubjectRef } from '../../../lib/opened-action.ts'
import { ActionLine } from './action-line.tsx'
import classes from './actions-about.module.css'

/** Returns the query of the actions about a record, open ones first. */
export const actionsAboutQuery = ({ kind, id }: Pick<SubjectRef, 'kind' | 'id'>) =>
  actionsQuery({ about: kind, aboutId: id, state: 'all' })

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

/** Open actions, then those that are done, folded. */
export function ActionLines({ actions }: { actions: readonly Action[] }) {
  const t = useT()
  const now = useNow()
  const { markDone, reopen } = useDoAction()
  const beingDone = useIdsBeingDone()
  const open = actions.filter(({ doneAt }) => doneAt === null)
  const done = actions.filter(({ doneAt }) => doneAt !== null)
  return (
    <>
      {open.length > 0 && (
        <ul>
          {open.map((action) => (
            <ActionLine
              key={action.id}
              action={action}
              isDone={beingDone.includes(action.id)}
              now={now}
              onToggle={() => markDone(action)}
            />
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details className={classes.done}>
          <summary>{t('action.done_count', { count: done.length })}</summary>
          <ul>
            {done.map((action) => (
              <ActionLine key={action.id} action={action} isDone now={now} onToggle={() => reopen(action)} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
