import type { Action } from '../../../../contract/actions.ts'
import { Popover } from '../../../../ui/popover.tsx'
import { useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { MomentPicker } from '../../../lib/moment-picker.tsx'
import { useMe } from '../../../lib/session.ts'
import { DueText } from '../due-text.tsx'
import { putOffChoices } from './put-off-choices.ts'
import classes from './to-do-row.module.css'

type Props = {
  action: Action
  opened: boolean
  onOpened: (opened: boolean) => void
  onPutOff: (dueAt: string | null) => void
}

/** Due date of an action, as a button that puts it off. */
export function PutOff({ action, opened, onOpened, onPutOff }: Props) {
  const t = useT()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const { dueAt } = action
  const verb = t(dueAt ? 'action.put_off' : 'action.set_due')
  return (
    <Popover
      opened={opened}
      onClose={() => onOpened(false)}
      position="bottom-end"
      label={verb}
      target={
        <button
          type="button"
          className={classes.putOff}
          aria-expanded={opened}
          title={`${verb} (D)`}
          onClick={() => onOpened(!opened)}
        >
          {dueAt && <DueText dueAt={dueAt} now={now} />}
          <span className={dueAt ? 'sr-only' : undefined}>{dueAt ? `, ${verb}` : verb}</span>
        </button>
      }
    >
      <MomentPicker
        label={t('fact.due')}
        value={dueAt}
        lean="future"
        offered={putOffChoices(dueAt, now, timeZone)}
        none={t('action.no_due')}
        onClose={() => onOpened(false)}
        onPick={(instant) => {
          onOpened(false)
          if (instant !== dueAt) onPutOff(instant)
        }}
      />
    </Popover>
  )
}
