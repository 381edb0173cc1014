import type { ReactNode } from 'react'
import type { Action } from '../../../../contract/actions.ts'
import { Dialog, DialogBody } from '../../../../ui/dialog.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { SubjectLink } from '../subject.tsx'
import classes from './form.module.css'

/** Fields of an action that the agent may read only. */
export function ActionDetails({ action, onClose }: { action: Action; onClose: () => void }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const { title, note, assignees, dueAt, about, repeat, author } = action
  const lines: [string, ReactNode][] = [
    [t('action.for'), assignees.map(({ name }) => name).join(', ')],
    [t('fact.due'), dueAt ? dates.said(dueAt, now) : t('fact.none_f')],
    [t('action.about'), about && <SubjectLink about={about} />],
    [t('action.repeat'), repeat && t(`action.every.${repeat.unit}`, { count: repeat.every })],
    [t('action.note'), note && <span className={classes.note}>{note}</span>],
    [t('action.author'), author?.name],
  ]
  return (
    <Dialog opened onClose={onClose} title={title} closeLabel={t('shell.close')}>
      <DialogBody>
        <dl className={classes.details}>
          {lines
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </DialogBody>
    </Dialog>
  )
}
