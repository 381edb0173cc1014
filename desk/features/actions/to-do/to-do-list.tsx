import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDoAction, useIdsBeingDone } from '../../../data/action-writes.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { Section } from './sections.ts'
import type { ToDoItem } from './to-do-item.ts'
import classes from './to-do-page.module.css'
import { ActionToDo, TicketToDo } from './to-do-row.tsx'
import { usePutOff } from './use-put-off.ts'
import { useToDoKeys } from './use-to-do-keys.ts'

type Props = {
  sections: Section<ToDoItem>[]
  agent: string
  agentId: string
  now: number
  otherTickets: number
  /** null when there are some, uncounted. */
  otherActions: number | null
}

/** Sections of the list, each with a heading and a count. */
export function ToDoList({ sections, agent, agentId, now, otherTickets, otherActions }: Props) {
  const t = useT()
  const { markDone } = useDoAction()
  const beingDone = useIdsBeingDone()
  const putOff = usePutOff()
  const [puttingOff, setPuttingOff] = useState<string | null>(null)
  const setFocused = useToDoKeys({
    items: sections.flatMap(({ items }) => items),
    onDone: markDone,
    onPuttingOff: ({ id }) => setPuttingOff(id),
  })
  return (
    <>
      {sections.map(({ name, items }) => (
        <section key={name}>
          <h2 className={classes.section} data-late={name === 'late' || undefined}>
            {t(`to_do.section.${name}`)} <span className="num">{items.length}</span>
          </h2>
          <ul>
            {items.map((item) =>
              'action' in item ? (
                <ActionToDo
                  key={item.id}
                  action={item.action}
                  agentId={agentId}
                  isBeingDone={beingDone.includes(item.id)}
                  onDone={() => markDone(item.action)}
                  isPuttingOff={puttingOff === item.id}
                  onPuttingOff={(opened) => setPuttingOff(opened ? item.id : null)}
                  onPutOff={(dueAt) => putOff(item.action, dueAt)}
                  now={now}
                  onFocus={() => setFocused(item.id)}
                />
              ) : (
                <TicketToDo key={item.id} ticket={item.ticket} now={now} onFocus={() => setFocused(item.id)} />
              ),
            )}
          </ul>
        </section>
      ))}
      {otherTickets > 0 && (
        <p className={classes.others}>
          <Link to="/tickets" search={{ toHandle: agent, sort: 'due' }}>
            {t('to_do.other_tickets', { count: otherTickets })}
          </Link>
        </p>
      )}
      {otherActions !== 0 && (
        <p className={classes.others}>
          {otherActions === null ? t('to_do.some_other_actions') : t('to_do.other_actions', { count: otherActions })}
        </p>
      )}
    </>
  )
}
