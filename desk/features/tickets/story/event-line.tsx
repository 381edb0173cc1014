import { dot } from '../../../../browser/separator.ts'
import type { Attachment } from '../../../../contract/attachments.ts'
import { fieldWords, valueWords } from '../../../../i18n/change-words.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { FileGrid } from '../files/file-grid.tsx'
import classes from './event-line.module.css'
import { RelativeTime } from './relative-time.tsx'
import { type Change, changesOf, type EventLine as Line } from './story.ts'

/** Line about changes, such as “Karim s’est approprié le ticket · priorité haute · 08:19”. */
export function EventLine({ line, files }: { line: Line; files: Attachment[] }) {
  const t = useT()
  const changes = changesOf(line)
  if (changes.length === 0) return null
  const added = changes.flatMap(addedIds)
  return (
    <div className={classes.line}>
      <p>
        <b title={line.by?.name}>{line.by ? shortName(line.by.name) : t('story.guichet')}</b>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order never changes
          <span key={index}>
            {index === 0 && (isDeed(change, line.by?.id) ? ' ' : dot)}
            <Phrase change={change} by={line.by?.id} />
            {dot}
          </span>
        ))}
        <RelativeTime iso={line.at} />
      </p>
      <FileGrid files={files.filter((file) => added.includes(file.id))} />
    </div>
  )
}

function Phrase({ change, by }: { change: Change; by: string | undefined }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  if (isClaim(change, by)) return t('story.claimed')
  if (change.field === 'attachments') return <AttachmentPhrase change={change} />
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

/** Phrase such as “a joint photo.jpg”. */
function AttachmentPhrase({ change: { from, to } }: { change: Change }) {
  const t = useT()
  const names = namesOf(to ?? from).map(({ name }) => name)
  return t(to ? 'files.added' : 'files.removed', { names: names.join(', ') })
}

const namesOf = (files: unknown) => (Array.isArray(files) ? (files as { id: string; name: string }[]) : [])
const addedIds = ({ field, to }: Change) => (field === 'attachments' ? namesOf(to).map(({ id }) => id) : [])

/** Whether the phrase of a change begins with a verb, so that it follows the name without a dot. */
const isDeed = (change: Change, by: string | undefined) => change.field === 'attachments' || isClaim(change, by)

const lowered = (words: string) => words.slice(0, 1).toLowerCase() + words.slice(1)
