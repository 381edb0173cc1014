import { useQuery } from '@tanstack/react-query'
import { SelectField } from '../../../../ui/field.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMay, useMe } from '../../../lib/session.ts'
import classes from './to-do-page.module.css'

/** Returns the name of an agent by id; an empty text until the agents are loaded. */
export function useAgentName(agent: string): string {
  const { data = [] } = useQuery({ ...agentsQuery, enabled: agent !== 'me' })
  return data.find(({ id }) => id === agent)?.name ?? ''
}

type Props = { agent: string; onAgent: (agent: string) => void }

/** Select of the agent whose list is shown, for those who may read the actions of others. */
export function AgentSelect({ agent, onAgent }: Props) {
  const t = useT()
  const me = useMe()
  const mayReadAll = useMay('actions.read_all')
  const { data = [] } = useQuery({ ...agentsQuery, enabled: mayReadAll })
  if (!mayReadAll) return null
  return (
    <SelectField
      label={t('to_do.whose')}
      hideLabel
      className={classes.whose}
      value={agent}
      onChange={({ target }) => onAgent(target.value)}
    >
      <option value="me">{t('pick.myself', { name: me.name })}</option>
      {data
        .filter(({ id, disabled }) => !disabled && id !== me.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </SelectField>
  )
}
