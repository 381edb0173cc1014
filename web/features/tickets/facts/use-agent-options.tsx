import { useQuery } from '@tanstack/react-query'
import { Avatar } from '../../../../ui/avatar.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { useMay, useMe } from '../../../lib/session.ts'
import { agentsQuery } from '../queries.ts'

/** The agents one may choose among, oneself named as such. */
export function useAgentOptions() {
  const t = useT()
  const me = useMe()
  const mayRead = useMay('agents.read')
  const { data = [] } = useQuery({ ...agentsQuery, enabled: mayRead })
  return data
    .filter((agent) => !agent.disabled)
    .map((agent) => ({
      value: agent.id,
      label: agent.id === me.id ? t('pick.myself', { name: agent.name }) : agent.name,
      mark: <Avatar name={agent.name} size={20} />,
    }))
}
