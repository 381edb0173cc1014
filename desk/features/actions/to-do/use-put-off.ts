import type { Action } from '../../../../contract/actions.ts'
import { useChangeAction } from '../../../data/action-writes.ts'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { showUndo } from '../../../lib/undo.ts'

/** Returns a function that gives an action another due date, offering to undo that. */
export function usePutOff(): (action: Action, dueAt: string | null) => void {
  const t = useT()
  const dates = useDates()
  const putBack = useChangeAction(() => {}, 'toast')
  const putOff = useChangeAction(() => {}, 'toast')
  return (action, dueAt) => {
    const { id, version, title, dueAt: before } = action
    putOff.mutate(
      { id, body: { version, dueAt } },
      {
        onSuccess(changed) {
          const when = dueAt && dates.said(dueAt, Date.now())
          showUndo({
            text: when ? t('action.put_off_until', { title, when }) : t('action.put_off_never', { title }),
            undo: () => putBack.mutate({ id, body: { version: changed.version, dueAt: before } }),
          })
        },
      },
    )
  }
}
