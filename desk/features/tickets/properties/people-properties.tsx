import { useState } from 'react'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { shortName } from '../../../lib/short-name.ts'
import { holder, refusalText } from '../changes/refusal-text.ts'
import { setAssignees, setLead } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'
import { ClaimConflict } from '../claim/claim-conflict.tsx'
import { AgentPicker } from '../pick/agent-picker.tsx'
import { EmptyValue } from './empty-value.tsx'
import { HandOver } from './hand-over.tsx'
import { MultiPick } from './multi-pick.tsx'
import { EditableProperty } from './property.tsx'
import { useAgentOptions } from './use-agent-options.tsx'
import classes from './watchers-property.module.css'

type Props = { ticket: TicketView }
type NextLead = { id: string; name: string; note?: string } | null
type LeadProps = Props & { defaultOpened?: boolean }

export function LeadProperty({ ticket, defaultOpened = false }: LeadProps) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.lead')}
      can={ticket.can.assign}
      hotkey={{ keys: 'a', label: 'ticket.assign' }}
      defaultOpened={defaultOpened}
      edit={{
        value: ticket.lead as NextLead,
        send: (next, seen) => setLead(seen, seen.lead?.id ?? null, next?.id ?? null, textToHtml(next?.note ?? '')),
        // The server decides whether the agent may claim or take over the ticket afterwards.
        ahead: (known, next) => ({
          ...known,
          lead: next && { id: next.id, name: next.name },
          can: { ...known.can, claim: false, takeOver: false },
        }),
        done: ({ lead }) => (lead ? t('undo.lead', { name: lead.name }) : t('undo.no_lead')),
      }}
      draw={(lead) => lead?.name ?? <EmptyValue />}
      refusal={(error, dismiss) => holder(error) && <ClaimConflict ticket={ticket} error={error} onDone={dismiss} />}
      picker={({ editing, draft, save }) => <LeadPick seen={editing.seen} onDraft={draft} onPick={save} />}
      keepsOpen={(lead) => Boolean(lead?.note?.trim())}
    />
  )
}

type LeadPickProps = { seen: TicketView; onDraft: (lead: NextLead) => void; onPick: (lead: NextLead) => void }

/** Picker of the lead. It offers a note when the agent hands over their own ticket. */
function LeadPick({ seen, onDraft, onPick }: LeadPickProps) {
  const t = useT()
  const me = useMe()
  const [to, setTo] = useState<NextLead>(null)
  if (to)
    return (
      <HandOver to={to} onNote={(note) => onDraft({ ...to, note })} onHandOver={(note) => onPick({ ...to, note })} />
    )

  function pick(agent: NextLead) {
    const isMine = seen.lead?.id === me.id
    if (isMine && agent && agent.id !== me.id) return setTo({ id: agent.id, name: agent.name })
    onPick(agent && { id: agent.id, name: agent.name })
  }
  return <AgentPicker label={t('fact.lead')} picked={seen.lead?.id ?? null} none={t('ticket.nobody')} onPick={pick} />
}

/** Button that removes the agent from the assignees of a ticket that somebody else leads. */
function LeaveButton({ ticket }: Props) {
  const t = useT()
  const me = useMe()
  const rest = ticket.assignees.filter(({ id }) => id !== me.id)
  const leave = useTicketChange<void>(ticket.number, {
    send: () =>
      setAssignees(
        ticket,
        ticket.version,
        rest.map(({ id }) => id),
      ),
    ahead: (known) => ({ ...known, assignees: rest }),
    done: () => t('undo.assignees'),
  })
  if (!ticket.can.leave) return null
  return (
    <button
      type="button"
      className={classes.toggle}
      disabled={leave.isPending}
      onClick={() =>
        leave.mutate(undefined, { onError: (error) => toast({ text: refusalText(error), tone: 'danger' }) })
      }
    >
      {t('hand_over.leave')}
    </button>
  )
}

export function AssigneesProperty({ ticket }: Props) {
  const t = useT()
  const agents = useAgentOptions('workers')
  return (
    <EditableProperty
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
        done: () => t('undo.assignees'),
      }}
      draw={(agents) => (agents.length > 0 ? agents.map((agent) => shortName(agent.name)).join(', ') : <EmptyValue />)}
      note={ticket.can.leave ? <LeaveButton ticket={ticket} /> : undefined}
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
