import { useQuery } from '@tanstack/react-query'
import type { Agent } from '../../../../contract/people.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { PickList } from '../../../../ui/pick-list.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'

type Props = {
  label: string
  picked: string | readonly string[] | null
  onPick: (agent: { id: string; name: string } | null) => void
  /** Label of the option “nobody”; without it, there is none. */
  none?: string
}

/** Picker of an agent who may be given a ticket: the reader first, then the others by name. */
export function AgentPicker({ label, picked, onPick, none }: Props) {
  const t = useT()
  const me = useMe()
  const { data = [], isPending } = useQuery(agentsQuery)
  const agents = data
    .filter((agent) => !agent.disabled && agent.canLead)
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
  const options = agents.map((agent) => ({
    value: agent.id,
    label: agent.id === me.id ? t('pick.myself', { name: agent.name }) : agent.name,
    hint: teamsOf(agent),
    mark: <Avatar name={agent.name} size={20} />,
  }))
  return (
    <PickList
      label={label}
      picked={picked ?? (none ? '' : null)}
      options={none ? [...options, { value: '', label: none, mark: <Avatar name={null} size={20} /> }] : options}
      onPick={(id) => onPick(agents.find((agent) => agent.id === id) ?? null)}
      empty={t('pick.nobody')}
      busy={isPending}
    />
  )
}

const teamsOf = (agent: Agent) => agent.teams.map((team) => team.name).join(', ') || undefined
