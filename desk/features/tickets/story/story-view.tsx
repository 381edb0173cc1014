import { Fragment } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { EventLine } from './event-line.tsx'
import { FirstEntry } from './first-entry.tsx'
import { StepView } from './step-view.tsx'
import { storyOf } from './story.ts'
import classes from './story-view.module.css'
import { useOlderHistory } from './use-older-history.ts'

/** Story of a ticket, oldest entry first. */
export function StoryView({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const older = useOlderHistory(ticket)
  const { olderBefore } = ticket.timeline
  return (
    <div className={classes.story}>
      <FirstEntry ticket={ticket} />
      {olderBefore !== null && (
        <p className={classes.older}>
          <Button busy={older.isPending} onClick={() => older.mutate(olderBefore)}>
            {t('story.older')}
          </Button>
          {older.isError && <span role="alert">{errorText(older.error)}</span>}
        </p>
      )}
      {storyOf(ticket.timeline).map((entry) => (
        <Fragment key={entry.id}>
          {entry.kind === 'step' ? (
            <StepView entry={entry} ticket={ticket} />
          ) : (
            <EventLine line={entry} files={ticket.attachments} />
          )}
        </Fragment>
      ))}
    </div>
  )
}
