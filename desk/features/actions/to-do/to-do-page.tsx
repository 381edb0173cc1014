import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { useDoAction } from '../../../data/action-writes.ts'
import { useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { ListLoading } from '../../../lib/list-loading.tsx'
import { LoadFailure } from '../../../lib/load-failure.tsx'
import { startAction } from '../../../lib/opened-action.ts'
import { useMe } from '../../../lib/session.ts'
import { useDocumentTitle } from '../../../lib/use-document-title.ts'
import { ActionLine } from '../about/action-line.tsx'
import { AgentSelect, useAgentName } from './agent-select.tsx'
import { ToDoList } from './to-do-list.tsx'
import classes from './to-do-page.module.css'
import { useToDo } from './use-to-do.ts'

type Props = { agent: string; onAgent: (agent: string) => void }

/** Tickets to handle and open actions of an agent, in one list by due date. @param agent id, or `me` */
export function ToDoPage({ agent, onAgent }: Props) {
  const t = useT()
  useDocumentTitle(t('nav.to_do'))
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('nav.to_do')}</h1>
        <AgentSelect agent={agent} onAgent={onAgent} />
        <Button icon="plus" kbd="T" onClick={() => startAction()}>
          {t('action.new')}
        </Button>
      </header>
      <ToDo key={agent} agent={agent} />
    </div>
  )
}

function ToDo({ agent }: { agent: string }) {
  const t = useT()
  const now = useNow()
  const me = useMe()
  const { reopen } = useDoAction()
  const { isLoaded, error, fetchStatus, retry, sections, doneToday, otherTickets, otherActions } = useToDo(agent, now)
  if (!isLoaded)
    return error ? <LoadFailure error={error} onRetry={retry} /> : <ListLoading fetchStatus={fetchStatus} />
  return (
    <>
      {sections.length > 0 ? (
        <ToDoList
          sections={sections}
          agent={agent}
          agentId={agent === 'me' ? me.id : agent}
          now={now}
          otherTickets={otherTickets}
          otherActions={otherActions}
        />
      ) : (
        <NothingToDo agent={agent} />
      )}
      {doneToday.length > 0 && (
        <details className={classes.done}>
          <summary>{t('to_do.done_today', { count: doneToday.length })}</summary>
          <ul>
            {doneToday.map((action) => (
              <ActionLine key={action.id} action={action} isDone now={now} onToggle={() => reopen(action)} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function NothingToDo({ agent }: { agent: string }) {
  const t = useT()
  const name = useAgentName(agent)
  if (agent !== 'me') return <Empty title={t('to_do.empty_title')}>{t('to_do.empty_other', { name })}</Empty>
  return (
    <Empty
      title={t('to_do.empty_title')}
      action={
        <Button look="primary" kbd="T" onClick={() => startAction()}>
          {t('action.new')}
        </Button>
      }
    >
      {t('to_do.empty')}
    </Empty>
  )
}
