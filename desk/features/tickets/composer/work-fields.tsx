import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { formatMinutes, parseMinutes } from '../../../lib/duration.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { MomentField } from '../pick/moment-field.tsx'
import type { Draft } from './draft.ts'
import classes from './work-fields.module.css'

type Props = { ticket: TicketView; draft: Draft; onDraft: (part: Partial<Draft>) => void; onClose: () => void }

/** Fields for work by somebody else, or in the past: performer, date and minutes. */
export function WorkFields({ ticket, draft, onDraft }: Props) {
  const t = useT()
  return (
    <div className={classes.extras}>
      <PerformerField ticket={ticket} draft={draft} onDraft={onDraft} />
      <MomentField
        label={t('composer.happened')}
        lean="past"
        value={draft.happenedAt}
        onChange={(happenedAt) => onDraft({ happenedAt })}
      />
      <MinutesField minutes={draft.minutes} onMinutes={(minutes) => onDraft({ minutes })} />
    </div>
  )
}

function PerformerField({ ticket, draft, onDraft }: Omit<Props, 'onClose'>) {
  const t = useT()
  const me = useMe()
  const { data = [] } = useQuery(agentsQuery)
  const chosen = draft.performer ? `${draft.performer.kind} ${draft.performer.id}` : ''
  return (
    <SelectField
      label={t('composer.performer')}
      value={chosen}
      onChange={(event) => {
        const [kind, id] = event.target.value.split(' ')
        onDraft({ performer: id && (kind === 'agent' || kind === 'contact') ? { id, kind } : null })
      }}
    >
      <option value="">{t('pick.myself', { name: me.name })}</option>
      {ticket.contacts.map((contact) => (
        <option key={contact.id} value={`contact ${contact.id}`}>
          {contact.name}
        </option>
      ))}
      {data
        .filter((agent) => !agent.disabled && agent.id !== me.id)
        .map((agent) => (
          <option key={agent.id} value={`agent ${agent.id}`}>
            {agent.name}
          </option>
        ))}
    </SelectField>
  )
}

function MinutesField({ minutes, onMinutes }: { minutes: number | null; onMinutes: (minutes: number | null) => void }) {
  const t = useT()
  const [text, setText] = useState(minutes === null ? '' : formatMinutes(minutes))
  const unknown = text.trim() !== '' && parseMinutes(text) === null
  return (
    <TextField
      label={t('composer.minutes')}
      placeholder="1 h 30"
      value={text}
      error={unknown ? t('composer.minutes_unknown') : undefined}
      onChange={(event) => {
        setText(event.target.value)
        onMinutes(parseMinutes(event.target.value))
      }}
    />
  )
}
