import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { setAssignees, setLead } from '../changes/calls.ts'
import { holder } from '../changes/refusal-text.ts'
import { AlreadyClaimed } from '../claim/already-claimed.tsx'
import { AgentPicker } from '../pick/agent-picker.tsx'
import { EditableFact } from './fact.tsx'
import { MultiPick } from './multi-pick.tsx'
import { None } from './none.tsx'
import { useAgentOptions } from './use-agent-options.tsx'

type Props = { ticket: TicketView }
type KeyedProps = Props & { begun?: boolean }

export function LeadFact({ ticket, begun = false }: KeyedProps) {
  const t = useT()
  return (
    <EditableFact
      ticket={ticket}
      label={t('fact.lead')}
      can={ticket.can.assign}
      hotkey={{ keys: 'a', label: 'ticket.assign' }}
      begun={begun}
      edit={{
        value: ticket.lead,
        send: (next, seen) => setLead(seen, seen.lead?.id ?? null, next?.id ?? null),
        ahead: (known, lead) => ({ ...known, lead }),
      }}
      draw={(lead) => lead?.name ?? <None />}
      refusal={(error, dismiss) => holder(error) && <AlreadyClaimed ticket={ticket} error={error} onDone={dismiss} />}
      picker={({ editing, save }) => (
        <AgentPicker
          label={t('fact.lead')}
          picked={editing.draft?.id ?? null}
          none={t('ticket.nobody')}
          onPick={(agent) => save(agent && { id: agent.id, name: agent.name })}
        />
      )}
    />
  )
}

export function AssigneesFact({ ticket }: Props) {
  const t = useT()
  const agents = useAgentOptions()
  return (
    <EditableFact
      ticket={ticket}
      label={t('fact.assignees')}
      can={ticket.can.assign}
      edit={{
        value: ticket.assignees,
        send: (next, seen) =>
          setAssignees(
            seen,
            seen.version,
            next.map((agent) => agent.id),
          ),
        ahead: (known, assignees) => ({ ...known, assignees }),
      }}
      draw={(agents) => (agents.length > 0 ? agents.map((agent) => shortName(agent.name)).join(', ') : <None />)}
      picker={({ editing, draft, save }) => (
        <MultiPick
          label={t('fact.assignees')}
          draft={editing.draft}
          onDraft={draft}
          onSave={save}
          fixed={ticket.lead ? [ticket.lead.id] : []}
          options={agents.map((agent) => ({
            ...agent,
            hint: agent.value === ticket.lead?.id ? t('fact.is_lead') : undefined,
          }))}
        />
      )}
    />
  )
}
