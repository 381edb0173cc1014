import { useRef, useState } from 'react'
import type { Action } from '../../../../contract/actions.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { useRemoveAction } from '../../../data/action-writes.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { OpenedAction, SubjectRef } from '../../../lib/opened-action.ts'
import { useMe } from '../../../lib/session.ts'
import { ActionDetails } from './action-details.tsx'
import { ActionForm } from './action-form.tsx'
import { changesOf, draftOf, isBlank, useNewActionDraft } from './draft.ts'
import classes from './form.module.css'

/** Dialog of an action: a form for a new one and for those that the agent may change, its fields for others. */
export function ActionDialog({ opened, onClose }: { opened: OpenedAction; onClose: () => void }) {
  if (!('action' in opened)) return <NewAction about={opened.about} onClose={onClose} />
  const { action } = opened
  return action.can.change ? (
    <ChangedAction key={action.id} action={action} onClose={onClose} />
  ) : (
    <ActionDetails action={action} onClose={onClose} />
  )
}

/** New action. Closing the dialog keeps its draft. */
function NewAction({ about, onClose }: { about: SubjectRef | null; onClose: () => void }) {
  const t = useT()
  const { id, name } = useMe()
  const { draft, change, clear } = useNewActionDraft({ id, name }, about)
  const [isResumed, setResumed] = useState(!isBlank(draft))
  // Emptied fields, such as the typed due date, are drawn anew.
  const [round, setRound] = useState(0)

  function saved() {
    clear()
    onClose()
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('action.new')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={isBlank(draft)}
    >
      <ActionForm
        key={round}
        draft={draft}
        change={change}
        action={null}
        onSaved={saved}
        foot={
          isResumed && (
            <>
              {t('call.resumed')},{' '}
              <button
                type="button"
                className={classes.link}
                onClick={() => {
                  clear()
                  setResumed(false)
                  setRound(round + 1)
                }}
              >
                {t('call.discard')}
              </button>
            </>
          )
        }
      />
    </Dialog>
  )
}

/** Existing action. Closing the dialog with changes asks first. */
function ChangedAction({ action, onClose }: { action: Action; onClose: () => void }) {
  const t = useT()
  const [draft, setDraft] = useState(() => draftOf(action))
  const [isLeaving, setLeaving] = useState(false)
  const removing = useRemoveAction(onClose)
  const focusedBefore = useRef<Element | null>(null)
  const isChanged = Object.keys(changesOf(action, draft)).length > 0

  function leave() {
    if (!isChanged || isLeaving) return onClose()
    focusedBefore.current = document.activeElement
    setLeaving(true)
  }

  function keepEditing() {
    setLeaving(false)
    if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus()
  }

  return (
    <Dialog
      opened
      onClose={leave}
      title={t('action.edit')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={!isChanged}
    >
      <ActionForm
        draft={draft}
        change={(changes) => {
          setLeaving(false)
          setDraft((current) => ({ ...current, ...changes }))
        }}
        action={action}
        onSaved={onClose}
        foot={
          isLeaving ? (
            <span role="alert" className={classes.leaving}>
              {t('action.unsaved')}
              <Button look="danger" onClick={onClose}>
                {t('action.abandon')}
              </Button>
              <Button look="quiet" onClick={keepEditing}>
                {t('action.keep_editing')}
              </Button>
            </span>
          ) : (
            <Button look="quiet" busy={removing.isPending} onClick={() => removing.mutate(action)}>
              {t('action.remove')}
            </Button>
          )
        }
      />
    </Dialog>
  )
}
