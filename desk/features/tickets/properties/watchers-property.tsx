import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { changeWatchers } from '../changes/requests.ts'
import { useWatch } from '../use-watch.ts'
import { EmptyValue } from './empty-value.tsx'
import { MultiPick } from './multi-pick.tsx'
import { EditableProperty } from './property.tsx'
import { useAgentOptions } from './use-agent-options.tsx'
import classes from './watchers-property.module.css'

type Props = { ticket: TicketView }
type Agents = TicketView['watchers']

/** Watchers, also of closed tickets: agents can watch themselves, and choose others if they may assign. */
export function WatchersProperty({ ticket }: Props) {
  const t = useT()
  const agents = useAgentOptions()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.watchers')}
      can={ticket.can.assign}
      edit={{
        value: ticket.watchers,
        send: (next, seen) =>
          changeWatchers(seen, { add: without(next, seen.watchers), remove: without(seen.watchers, next) }),
        ahead: (known, watchers) => ({ ...known, watchers }),
      }}
      draw={(agents) => (agents.length > 0 ? agents.map((agent) => shortName(agent.name)).join(', ') : <EmptyValue />)}
      note={<WatchButton ticket={ticket} />}
      picker={({ editing, draft, save }) => (
        <MultiPick label={t('fact.watchers')} draft={editing.draft} onDraft={draft} onSave={save} options={agents} />
      )}
    />
  )
}

const without = (agents: Agents, others: Agents) =>
  agents.map(({ id }) => id).filter((id) => !others.some((other) => other.id === id))

/** Button to watch or unwatch. The lead and the assignees do not see it: they get the news anyway. */
function WatchButton({ ticket }: Props) {
  const t = useT()
  const { watching, offered, isPending, toggle } = useWatch(ticket)
  if (!offered) return null
  return (
    <button type="button" className={classes.toggle} disabled={isPending} onClick={toggle}>
      {t(watching ? 'watch.stop' : 'watch.start')}
    </button>
  )
}
