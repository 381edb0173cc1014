import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { AgentRef } from '../../../../contract/common.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { IconButton } from '../../../../ui/button.tsx'
import { Combo } from '../../../../ui/combo.tsx'
import { matchesWords } from '../../../../ui/matches-words.ts'
import { agentsQuery } from '../../../data/agents.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import classes from './form.module.css'

type Props = {
  assignees: readonly AgentRef[]
  onAssignees: (assignees: AgentRef[]) => void
  text: string
  onText: (text: string) => void
  error: string | undefined
  input: RefObject<HTMLInputElement | null>
}

/** Agents who have something to do: the reader first among those offered. */
export function AssigneesField({ assignees, onAssignees, text, onText, error, input }: Props) {
  const t = useT()
  const me = useMe()
  const { data = [] } = useQuery(agentsQuery)
  const nameOf = ({ id, name }: AgentRef) => (id === me.id ? t('pick.myself', { name }) : name)
  const offered = data
    .filter((agent) => !agent.disabled && assignees.every(({ id }) => id !== agent.id))
    .filter((agent) => matchesWords(agent.name, text))
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
  return (
    <div className={classes.picked}>
      <Combo
        label={t('action.for')}
        placeholder={t('action.for_hint')}
        input={input}
        text={text}
        onText={onText}
        error={error}
        eager
        options={offered.map((agent) => ({ id: agent.id, label: nameOf(agent) }))}
        onChoose={({ id }) => {
          const agent = offered.find((one) => one.id === id)
          if (agent) onAssignees([...assignees, { id, name: agent.name }])
          onText('')
        }}
      />
      {assignees.length > 0 && (
        <ul className={classes.chosen}>
          {assignees.map((agent) => (
            <li key={agent.id}>
              <Avatar name={agent.name} size={18} />
              <span>{nameOf(agent)}</span>
              <IconButton
                icon="close"
                label={t('call.remove', { name: agent.name })}
                onClick={() => onAssignees(assignees.filter(({ id }) => id !== agent.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
