import type { Action } from '../../../../contract/actions.ts'
import { useDoAction, useIdsBeingDone } from '../../../data/action-writes.ts'
import { useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { ActionLine } from './action-line.tsx'
import classes from './actions-about.module.css'

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
