import { useQuery } from '@tanstack/react-query'
import { Avatar } from '../../../../ui/avatar.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMay, useMe } from '../../../lib/session.ts'

/** Returns the active agents as options; `workers` are those who may be given a ticket. */
export function useAgentOptions(among: 'all' | 'workers' = 'all') {
  const t = useT()
  const me = useMe()
  const mayRead = useMay('agents.read')
  const { data = [] } = useQuery({ ...agentsQuery, enabled: mayRead })
  return data
    .filter((agent) => !agent.disabled && (among === 'all' || agent.canLead))
    .map((agent) => ({
      value: agent.id,
      label: agent.id === me.id ? t('pick.myself', { name: agent.name }) : agent.name,
      mark: <Avatar name={agent.name} size={20} />,
    }))
}
