import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agent } from '../../../contract/people.ts'
import { Button } from '../../../ui/button.tsx'
import { ListBar } from '../../../ui/clickable-list.tsx'
import { agentsQuery } from '../../data/agents.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useMay } from '../../lib/session.ts'
import { AgentDialog } from './agent-dialog.tsx'
import { AgentRow } from './agent-row.tsx'
import { NewAgentDialog } from './new-agent-dialog.tsx'

export function AgentList({ creating, onCreating }: { creating: boolean; onCreating: (creating: boolean) => void }) {
  const t = useT()
  const mayManage = useMay('accounts.manage')
  const { data, error, refetch } = useQuery(agentsQuery)
  const [opened, setOpened] = useState<Agent | null>(null)
  const agents = data?.toSorted((a, b) => Number(a.disabled) - Number(b.disabled)) ?? []
  return (
    <>
      <ListBar
        action={
          mayManage && (
            <Button icon="plus" onClick={() => onCreating(true)}>
              {t('settings.new_agent')}
            </Button>
          )
        }
      >
        <p>{t('settings.agents_words')}</p>
      </ListBar>
      {data ? (
        <ul>
          {agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} onOpen={mayManage ? () => setOpened(agent) : null} />
          ))}
        </ul>
      ) : (
        <Loading error={error} onRetry={refetch} rows={4} />
      )}
      {mayManage && <NewAgentDialog opened={creating} onClose={() => onCreating(false)} />}
      {opened && <AgentDialog key={opened.id} agent={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
