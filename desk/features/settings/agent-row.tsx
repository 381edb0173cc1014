import type { Agent } from '../../../contract/people.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './list.module.css'
import { useRoleNameOf } from './role-name.ts'

/** Row of an agent. `onOpen` is null for readers who may not change agents. */
export function AgentRow({ agent, onOpen }: { agent: Agent; onOpen: (() => void) | null }) {
  const t = useT()
  const nameOf = useRoleNameOf()
  return (
    <li className={classes.row} data-off={agent.disabled || undefined}>
      <Avatar name={agent.name} size={26} />
      <span className={classes.name}>
        {onOpen ? (
          <button type="button" onClick={onOpen}>
            {agent.name}
          </button>
        ) : (
          agent.name
        )}
        <small>{agent.email}</small>
        {!agent.hasPassword && !agent.disabled && <small>{t('settings.not_come_yet')}</small>}
      </span>
      <span className={classes.cell}>{agent.disabled ? t('settings.disabled') : nameOf(agent.role)}</span>
      <span className={classes.cell}>{agent.teams.map((team) => team.name).join(', ')}</span>
    </li>
  )
}
