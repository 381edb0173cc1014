import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { priorities, ticketKinds } from '../../../contract/enums.ts'
import { Combo } from '../../../ui/combo.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { RecordSelect } from '../../../ui/record-select.tsx'
import { agentsQuery } from '../../data/agents.ts'
import { projectsQuery } from '../../data/projects.ts'
import { teamsQuery } from '../../data/teams.ts'
import { useT } from '../../lib/i18n.tsx'
import { MomentField } from '../../lib/moment-field.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import classes from './call-form.module.css'
import { ConcernedField } from './concerned-field.tsx'
import type { CallDraft } from './draft.ts'

/** Channels that an operator can choose; the others are set by the program. */
const spokenChannels = ['phone', 'counter', 'field', 'email', 'chat'] as const

type Props = { draft: CallDraft; change: (changes: Partial<CallDraft>) => void }

/** Fields that calls rarely need. */
export function MoreFields({ draft, change }: Props) {
  const t = useT()
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => !agent.disabled)
  const teams = useQuery(teamsQuery).data ?? []
  const optionsOf = (people: typeof agents) =>
    people.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
  return (
    <div className={classes.more}>
      <ConcernedField concerned={draft.concerned} onChange={(concerned) => change({ concerned })} />
      <SelectField
        label={t('call.reporter')}
        value={draft.reporterAgentId}
        onChange={(event) => change({ reporterAgentId: event.target.value })}
      >
        <option value="">{t('call.reporter_caller')}</option>
        {optionsOf(agents)}
      </SelectField>
      <SelectField
        label={t('call.channel')}
        value={draft.channel}
        onChange={(event) => change({ channel: spokenChannels.find((one) => one === event.target.value) ?? 'phone' })}
      >
        {spokenChannels.map((channel) => (
          <option key={channel} value={channel}>
            {t(`channel.${channel}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('call.kind')}
        value={draft.kind}
        onChange={(event) => change({ kind: ticketKinds.find((one) => one === event.target.value) ?? 'incident' })}
      >
        {ticketKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('call.priority')}
        value={draft.priority}
        onChange={(event) => change({ priority: priorities.find((one) => one === event.target.value) ?? '' })}
      >
        <option value="">{t('priority.none')}</option>
        {priorities.map((priority) => (
          <option key={priority} value={priority}>
            {t(`priority.${priority}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('call.lead')}
        value={draft.leadId}
        onChange={(event) => change({ leadId: event.target.value })}
      >
        <option value="">{t('call.nobody_yet')}</option>
        {optionsOf(agents.filter(({ canLead }) => canLead))}
      </SelectField>
      <RecordSelect
        label={t('call.team')}
        none={t('call.no_team')}
        records={teams}
        value={draft.teamId}
        onChange={(teamId) => change({ teamId: teamId ?? '' })}
      />
      <MomentField
        label={t('call.reported_at')}
        placeholder={t('call.reported_hint')}
        lean="past"
        value={draft.reportedAt}
        onChange={(reportedAt) => change({ reportedAt })}
      />
      <MomentField
        label={t('call.due_at')}
        placeholder={t('call.due_hint')}
        lean="future"
        value={draft.dueAt}
        onChange={(dueAt) => change({ dueAt })}
      />
      <ProjectField draft={draft} change={change} />
    </div>
  )
}

function ProjectField({ draft, change }: Props) {
  const t = useT()
  const [text, setText] = useState(draft.project?.name ?? '')
  const { data = [] } = useQuery(projectsQuery({ text: useDebounced(text), limit: 8 }))
  return (
    <Combo
      label={t('call.project')}
      placeholder={t('call.project_hint')}
      text={text}
      eager
      onText={(typed) => {
        setText(typed)
        change({ project: null })
      }}
      options={data.map(({ id, name, company }) => ({ id, label: name, note: company?.name ?? null }))}
      onChoose={({ id, label }) => {
        setText(label)
        change({ project: { id, name: label } })
      }}
    />
  )
}
