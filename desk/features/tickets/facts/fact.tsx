import { type ReactNode, useId } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { type MessageKey, useT } from '../../../lib/i18n.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import classes from './fact.module.css'
import { Refusal } from './refusal.tsx'
import { type FactEdit, type FactState, useFact } from './use-fact.ts'

/** A label and what it stands for. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <span className={classes.label}>{label}</span>
      <div className={classes.value}>{children}</div>
    </div>
  )
}

type Props<T> = {
  ticket: TicketView
  label: string
  edit: FactEdit<T>
  /** false: shown, not changed. */
  can: boolean
  draw: (value: T) => ReactNode
  /** Picker of the value; `state` begins, drafts and saves. */
  picker: (state: FactState<T> & { editing: NonNullable<FactState<T>['editing']> }) => ReactNode
  /** Said under the value. */
  note?: ReactNode
  /** The value holds links of its own: a pencil beside it opens the picker. */
  pencil?: boolean
  wide?: boolean
  /** The key that opens the picker. */
  hotkey?: { keys: string; label: MessageKey }
  /** Whether a click beside must not close it, what is drafted being words; else such a click gives up. */
  stays?: (draft: T) => boolean
  /** Opened as soon as it is shown. */
  begun?: boolean
  refusal?: (error: Error, dismiss: () => void) => ReactNode
}

/** A fact changed where it stands: a click or Enter opens what to choose from; Enter keeps, Escape gives up. */
export function EditableFact<T>({
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
  stays,
  begun,
  refusal,
}: Props<T>) {
  const t = useT()
  const id = useId()
  const state = useFact(ticket, edit, begun)
  const opened = state.editing !== null
  const leave = () => {
    if (!stays) state.leave()
    else if (!state.editing || !stays(state.editing.draft)) state.giveUp()
  }
  useShortcuts('keys.ticket', hotkey ? [{ ...hotkey, run: state.begin, when: can }] : [])
  if (!can)
    return (
      <Fact label={label}>
        {draw(edit.value)}
        {note && <small>{note}</small>}
      </Fact>
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
    <div className={classes.fact} data-saving={state.saving || undefined}>
      <span className={classes.label} id={`${id}-label`}>
        {label}
      </span>
      <div className={classes.value}>
        {pencil && draw(edit.value)}
        <Popover
          opened={opened}
          onClose={leave}
          onEscape={state.giveUp}
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
          {refusal?.(state.refused.error, state.yield) || (
            <Refusal
              error={state.refused.error}
              mine={draw(state.refused.mine)}
              theirs={draw(edit.value)}
              onInsist={state.insist}
              onYield={state.yield}
            />
          )}
        </div>
      )}
    </div>
  )
}
