import type { Action } from '../../../contract/actions.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './action-marks.module.css'

/** Marks of a private action, of one that repeats, and of one with a note. */
export function ActionMarks({ action: { isPrivate, repeat, note } }: { action: Action }) {
  const t = useT()
  const marks = [
    isPrivate && ({ icon: 'lock', label: t('action.is_private') } as const),
    repeat && ({ icon: 'repeat', label: t(`action.every.${repeat.unit}`, { count: repeat.every }) } as const),
    note !== '' && ({ icon: 'file', label: t('action.note'), title: note } as const),
  ].filter((mark) => mark !== false && mark !== null)
  if (marks.length === 0) return null
  return (
    <span className={classes.marks}>
      {marks.map((mark) => (
        <span key={mark.icon} title={'title' in mark ? mark.title : mark.label}>
          <Icon name={mark.icon} size={14} />
          <span className="sr-only">{mark.label}</span>
        </span>
      ))}
    </span>
  )
}
