import { useState } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { Button, IconButton } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { setLead, setPriority } from '../changes/requests.ts'
import { useRowActions } from '../changes/use-row-actions.ts'
import { AgentPicker } from '../pick/agent-picker.tsx'
import { PriorityPicker } from '../pick/priority-picker.tsx'
import { rightsToAny } from './bulk.ts'
import classes from './bulk-bar.module.css'
import { BulkCancel } from './bulk-cancel.tsx'
import { BulkOutcome } from './bulk-outcome.tsx'
import { type BulkJob, useBulk } from './use-bulk.ts'
import { type BulkPicker, useBulkKeys } from './use-bulk-keys.ts'

/** Bar of actions on all selected rows, which then shows their results. */
export function BulkBar({ rows, onClear }: { rows: TicketRow[]; onClear: () => void }) {
  const t = useT()
  const me = useMe()
  const can = rightsToAny(rows)
  const { change, keep } = useRowActions()
  const bulk = useBulk(onClear)
  const [picker, setPicker] = useState<BulkPicker | null>(null)
  const close = () => setPicker(null)

  const claim = () =>
    bulk.start(rows, { act: (row) => lead(row, null, me.id), done: (count) => t('bulk.did.claim', { count }) })
  async function lead(row: TicketRow, from: string | null, to: string | null) {
    const after = keep(await setLead(row, from, to))
    return { since: Math.max(row.version, after.version - 1), after }
  }
  const doAll = (job: BulkJob) => {
    close()
    bulk.start(rows, job)
  }
  useBulkKeys({ can, claim, pick: setPicker, off: bulk.progress !== null || picker !== null })

  if (bulk.progress) return <BulkOutcome progress={bulk.progress} onStop={bulk.stop} onClose={bulk.close} />
  return (
    <section className={classes.bar} aria-label={t('bulk.label')}>
      <span className={classes.count}>{t('bulk.count', { count: rows.length })}</span>
      {can.claim && (
        <Button look="quiet" title="C" onClick={claim}>
          {t('ticket.claim')}
        </Button>
      )}
      {can.assign && (
        <Popover
          opened={picker === 'assign'}
          onClose={close}
          position="top-start"
          label={t('ticket.assign')}
          target={
            <Button look="quiet" title="A" aria-expanded={picker === 'assign'} onClick={() => setPicker('assign')}>
              {t('ticket.assign')}
            </Button>
          }
        >
          <AgentPicker
            label={t('fact.lead')}
            picked={null}
            none={t('ticket.nobody')}
            onPick={(agent) =>
              doAll({
                act: (row) => lead(row, row.lead?.id ?? null, agent?.id ?? null),
                done: (count) =>
                  agent ? t('bulk.did.assign', { count, name: agent.name }) : t('bulk.did.release', { count }),
              })
            }
          />
        </Popover>
      )}
      {can.edit && (
        <Popover
          opened={picker === 'priority'}
          onClose={close}
          position="top-start"
          label={t('fact.priority')}
          target={
            <Button look="quiet" title="P" aria-expanded={picker === 'priority'} onClick={() => setPicker('priority')}>
              {t('fact.priority')}
            </Button>
          }
        >
          <PriorityPicker
            onPick={(priority) =>
              doAll({
                act: (row) => change(row, (ticket) => setPriority(ticket, priority)),
                done: (count) => t('bulk.did.priority', { count, priority: t(`priority.${priority ?? 'none'}`) }),
              })
            }
          />
        </Popover>
      )}
      {can.cancel && (
        <Popover
          opened={picker === 'cancel'}
          onClose={close}
          position="top-start"
          label={t('bulk.cancel')}
          wide
          target={
            <Button look="quiet" aria-expanded={picker === 'cancel'} onClick={() => setPicker('cancel')}>
              {t('bulk.cancel')}
            </Button>
          }
        >
          <BulkCancel count={rows.length} onDone={doAll} />
        </Popover>
      )}
      <IconButton icon="close" label={t('bulk.clear')} onClick={onClear} />
    </section>
  )
}
