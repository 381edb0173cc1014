import { type ReactNode, useId } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { type MessageKey, useT } from '../../../lib/i18n.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import classes from './property.module.css'
import { Refusal } from './refusal.tsx'
import { type PropertyEdit, type PropertyState, useProperty } from './use-property.ts'

/** Label and value of a property. */
export function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.property}>
      <span className={classes.label}>{label}</span>
      <div className={classes.value}>{children}</div>
    </div>
  )
}

type Props<T> = {
  ticket: TicketView
  label: string
  edit: PropertyEdit<T>
  /** Whether the agent may edit it. */
  can: boolean
  draw: (value: T) => ReactNode
  /** Picker of the value; `state` starts, drafts and saves the change. */
  picker: (state: PropertyState<T> & { editing: NonNullable<PropertyState<T>['editing']> }) => ReactNode
  /** Content below the value. */
  note?: ReactNode
  /** Opens the picker by a pencil beside the value, because the value contains links. */
  pencil?: boolean
  wide?: boolean
  /** Shortcut that opens the picker. */
  hotkey?: { keys: string; label: MessageKey }
  /**
   * Whether the draft is text, which keeps the picker open after a click elsewhere. Otherwise such a click cancels, and
   * in a property without `keepsOpen` it saves.
   */
  keepsOpen?: (draft: T) => boolean
  /** Opens the picker when the property is first shown. */
  defaultOpened?: boolean
  refusal?: (error: Error, dismiss: () => void) => ReactNode
}

/** Property that is edited in place: a click or Enter opens its picker, Enter saves, Escape cancels. */
export function EditableProperty<T>({
  ticket,
  label,
  edit,
  can,
  draw,
  picker,
  note,
  pencil,
  wide,
  hotkey,
  keepsOpen,
  defaultOpened,
  refusal,
}: Props<T>) {
  const t = useT()
  const id = useId()
  const state = useProperty(ticket, edit, defaultOpened)
  const opened = state.editing !== null
  const leave = () => {
    if (!keepsOpen) state.leave()
    else if (!state.editing || !keepsOpen(state.editing.draft)) state.cancel()
  }
  useShortcuts('keys.ticket', hotkey ? [{ ...hotkey, run: state.begin, when: can }] : [])
  if (!can)
    return (
      <Property label={label}>
        {draw(edit.value)}
        {note && <small>{note}</small>}
      </Property>
    )

  const button = pencil ? (
    <IconButton
      icon="edit"
      label={t('fact.change', { name: label })}
      className={classes.pencil}
      aria-expanded={opened}
      onClick={state.begin}
    />
  ) : (
    <button
      type="button"
      className={classes.button}
      aria-expanded={opened}
      aria-labelledby={`${id}-label ${id}-value`}
      onClick={state.begin}
    >
      <span id={`${id}-value`}>{draw(edit.value)}</span>
    </button>
  )

  return (
    <div className={classes.property} data-saving={state.saving || undefined}>
      <span className={classes.label} id={`${id}-label`}>
        {label}
      </span>
      <div className={classes.value}>
        {pencil && draw(edit.value)}
        <Popover
          opened={opened}
          onClose={leave}
          onEscape={state.cancel}
          label={label}
          position="bottom-end"
          target={button}
          {...(wide ? { wide } : {})}
        >
          {state.editing && picker({ ...state, editing: state.editing })}
        </Popover>
        {note && <small>{note}</small>}
      </div>
      {state.refused && (
        <div className={classes.refused}>
          {refusal?.(state.refused.error, state.discard) || (
            <Refusal
              error={state.refused.error}
              mine={draw(state.refused.mine)}
              theirs={draw(edit.value)}
              onOverwrite={state.overwrite}
              onDiscard={state.discard}
            />
          )}
        </div>
      )}
    </div>
  )
}
