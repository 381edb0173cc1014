import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../../contract/permissions.ts'
import type { Input } from '../../../contract/route.ts'
import { toast } from '../../../ui/toast.tsx'
import { useChangeOrganisation } from '../../data/organisation.ts'
import { api, call } from '../../lib/api.ts'
import { t } from '../../lib/i18n.tsx'
import { useWrite } from '../../lib/use-write.ts'

export const archivedTeamsQuery = queryOptions({
  queryKey: ['team', 'archived'],
  queryFn: ({ signal }) => call(api.teams.list, { query: { archived: 'true' } }, { signal }),
})

/** Query of all roles, with their permissions. */
export const rolesQuery = queryOptions({
  queryKey: ['role', 'list'],
  queryFn: ({ signal }) => call(api.rights.list, {}, { signal }),
})

/** News that changes roles, or their number of agents. */
const ofRoles = ['role', 'session', 'agent']

export const useCreateRole = (done: () => void) =>
  useWrite(ofRoles, (body: Input<typeof api.rights.create>['body']) => call(api.rights.create, { body }), done)

export const useChangeRole = (role: Role, done: () => void) =>
  useWrite(
    ofRoles,
    (body: Input<typeof api.rights.change>['body']) => call(api.rights.change, { params: { role }, body }),
    done,
  )

export const useRemoveRole = (role: Role, done: () => void) =>
  useWrite(ofRoles, () => call(api.rights.remove, { params: { role } }), done)

export type NewAgent = Input<typeof api.agents.create>['body']
export type AgentChanges = Input<typeof api.agents.change>['body']

export const useCreateAgent = (done: (created: { id: string }) => void) =>
  useWrite(['agent'], (body: NewAgent) => call(api.agents.create, { body }), done)

export const useChangeAgent = (id: string, done: () => void) =>
  useWrite(['agent', 'session'], (body: AgentChanges) => call(api.agents.change, { params: { id }, body }), done)

export const useSetAgentPassword = (id: string, done: () => void) =>
  useWrite([], (password: string) => call(api.agents.setPassword, { params: { id }, body: { password } }), done)

/** Returns a mutation that creates an access link: `done` gets its token to hand over, or null when it is mailed. */
export function useMakeLink(done: (token: string | null) => void) {
  return useMutation({
    mutationFn: ({ id, by }: { id: string; by: 'mail' | 'hand' }) =>
      call(api.agents.makeLink, { params: { id }, body: { by } }),
    onSuccess: ({ token }) => done(token),
  })
}

export function useRequireFactor(role: Role) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (required: boolean) => call(api.agentSecondFactors.require, { params: { role }, body: { required } }),
    meta: { failure: 'toast' },
    onSettled: () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  })
}

export const agentSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agent', id, 'sessions'],
    queryFn: ({ signal }) => call(api.agentSessions.list, { params: { id } }, { signal }),
  })

export const useEndAgentSessions = (id: string, done: () => void) =>
  useWrite(['agent', 'session'], () => call(api.agentSessions.endAll, { params: { id } }), done)

export const useResetFactors = (id: string, done: () => void) =>
  useWrite(['agent'], () => call(api.agentSecondFactors.reset, { params: { id } }), done)

export const useCreateTeam = (done: () => void) =>
  useWrite(['team'], (name: string) => call(api.teams.create, { body: { name } }), done)

export const useRenameTeam = (id: string, done: () => void) =>
  useWrite(['team', 'agent'], (name: string) => call(api.teams.change, { params: { id }, body: { name } }), done)

export const lookQuery = queryOptions({
  queryKey: ['organisation', 'look'],
  queryFn: ({ signal }) => call(api.organisation.look, {}, { signal }),
})

const saved = () => toast({ text: t('settings.saved') })

export const useSaveOrganisation = () => useChangeOrganisation(saved)

export const useSetLogo = () =>
  useWrite(['organisation'], (file: File) => call(api.organisation.setLogo, { body: file }), saved)

export const useRemoveLogo = () => useWrite(['organisation'], () => call(api.organisation.removeLogo, {}), saved)

export const useArchiveTeam = (id: string, done: (answer: { movedTickets: number }) => void) =>
  useWrite(
    ['team', 'agent', 'ticket'],
    (ticketsTo: string | null) => call(api.teams.archive, { params: { id }, body: { ticketsTo } }),
    done,
  )

export const useRestoreTeam = (id: string) =>
  useWrite(
    ['team', 'agent'],
    () => call(api.teams.restore, { params: { id } }),
    () => {},
  )
