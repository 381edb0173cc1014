import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import type { Action } from '../../contract/actions.ts'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'
import { useDates } from '../lib/dates.ts'
import { useT } from '../lib/i18n.tsx'
import { showUndo } from '../lib/undo.ts'
import { useWrite } from '../lib/use-write.ts'

export type ActionBody = Input<typeof api.actions.create>['body']

/** Creates an action. A retry with the same key creates no second one. */
export const useCreateAction = (done: (action: Action) => void) =>
  useWrite(
    ['action'],
    ({ body, key }: { body: ActionBody; key: string }) => call(api.actions.create, { body }, { idempotencyKey: key }),
    done,
  )

type Change = { id: string; body: Input<typeof api.actions.change>['body'] }

/** @param failure `toast` for a component that shows no error */
export const useChangeAction = (done: (action: Action) => void, failure?: 'toast') =>
  useWrite(['action'], ({ id, body }: Change) => call(api.actions.change, { params: { id }, body }), done, failure)

/** Reads an action as it is now, to overwrite what somebody else changed meanwhile. */
export const readAction = (id: string) => call(api.actions.show, { params: { id } })

const doing = ['action', 'do']
const nothing = () => {}

/** Returns functions that mark an action as done, offering to undo that, and that open it again. */
export function useDoAction() {
  const t = useT()
  const dates = useDates()
  const client = useQueryClient()
  const reopening = useWrite(
    ['action'],
    ({ id }: Action) => call(api.actions.undo, { params: { id } }),
    nothing,
    'toast',
  )
  const marking = useMutation({
    mutationKey: doing,
    mutationFn: ({ id }: Action) => call(api.actions.do, { params: { id } }),
    meta: { failure: 'toast' },
    async onSuccess({ action, next }) {
      const { title } = action
      const when = next?.dueAt && dates.said(next.dueAt, Date.now())
      showUndo({
        text: when ? t('action.done_next', { title, when }) : t('action.done', { title }),
        undo: () => reopening.mutate(action),
      })
      // The row counts as done until the list without it has come.
      await client.invalidateQueries({ queryKey: ['action'] })
    },
  })
  return { markDone: (action: Action) => marking.mutate(action), reopen: (action: Action) => reopening.mutate(action) }
}

/** Returns the ids of the actions that are being marked as done. */
export const useIdsBeingDone = (): readonly string[] =>
  useMutationState({
    filters: { mutationKey: doing, status: 'pending' },
    select: ({ state }) => (state.variables as Action).id,
  })

/** Removes an action, offering to restore it. */
export function useRemoveAction(done: () => void) {
  const t = useT()
  const restoring = useWrite(
    ['action'],
    ({ id }: Action) => call(api.actions.restore, { params: { id } }),
    nothing,
    'toast',
  )
  return useWrite(
    ['action'],
    async (action: Action) => {
      await call(api.actions.remove, { params: { id: action.id } })
      return action
    },
    (action) => {
      done()
      showUndo({ text: t('action.removed', { title: action.title }), undo: () => restoring.mutate(action) })
    },
  )
}
