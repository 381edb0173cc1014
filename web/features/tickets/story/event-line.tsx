import { fieldWords, valueWords } from '../../../../i18n/change-words.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../labels.ts'
import classes from './event-line.module.css'
import { Moment } from './moment.tsx'
import { type Change, changesOf, type EventLine as Line } from './story.ts'

/** “Karim s’est approprié le ticket · priorité haute · 08:19” */
export function EventLine({ line }: { line: Line }) {
  const t = useT()
  const changes = changesOf(line)
  if (changes.length === 0) return null
  return (
    <p className={classes.line}>
      <b title={line.by?.name}>{line.by ? shortName(line.by.name) : t('story.guichet')}</b>{' '}
      {changes.map((change, index) => (
        <span key={change.field}>
          {index === 0 && !isClaim(change, line.by?.id) && '· '}
          <Phrase change={change} by={line.by?.id} />
          {'\u00a0· '}
        </span>
      ))}
      <Moment iso={line.at} />
    </p>
  )
}

function Phrase({ change, by }: { change: Change; by: string | undefined }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  if (isClaim(change, by)) return t('story.claimed')
  if (change.field === 'description') return t('story.description_changed')
  const value = valueWords(t, change.field, change.to, (iso) => dates.said(iso, now))
  const plain = ['status', 'priority', 'criticality', 'kind'].includes(change.field)
  return (
    <>
      {lowered(fieldWords(t, change.field))} <b>{plain ? lowered(value) : value}</b>
    </>
  )
}

function isClaim({ field, to }: Change, by: string | undefined) {
  return field === 'lead' && by !== undefined && (to as { id?: string } | null)?.id === by
}

const lowered = (words: string) => words.slice(0, 1).toLowerCase() + words.slice(1)
