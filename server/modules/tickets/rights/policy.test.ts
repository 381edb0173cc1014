import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { statuses, ticketKinds } from '../../../../contract/enums.ts'
import { api } from '../../../../contract/index.ts'
import { builtInRoles, permissions, sights } from '../../../../contract/permissions.ts'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aProject, aTicket } from '../../../../tests/factories.ts'
import type { Agent, Client } from '../../../actors.ts'
import { canSee, isTransition, visibleTo } from './policy.ts'

const { db, administrator, hire } = await testApp()
const ofNobody = {
  reporterContactId: null,
  contactIds: [],
  companyId: null,
  kind: 'incident',
  projectId: null,
} as const

test('lists and live news of agents follow one policy', async () => {
  const agents = [administrator, await hire('technician'), await hire('operator')]
  const teams = await Promise.all(
    ['Chauffage', 'Informatique'].map((name) => administrator.call(api.teams.create, { body: { name } })),
  )
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => (await aTicket(administrator)).id))
  const someone = fc.constantFrom(null, ...agents.map((agent) => agent.id))
  const state = fc
    .record({
      leadId: someone,
      teamId: fc.constantFrom(null, ...teams.map((team) => team.id)),
      others: fc.uniqueArray(fc.constantFrom(...agents.map((agent) => agent.id)), { maxLength: 2 }),
    })
    .map(({ others, ...rest }) => ({
      ...rest,
      assigneeIds: [...new Set([...(rest.leadId ? [rest.leadId] : []), ...others])],
    }))
  const states = fc.array(state, { minLength: ids.length, maxLength: ids.length })
  const reader = fc.record({
    id: fc.constantFrom(...agents.map((agent) => agent.id)),
    sight: fc.constantFrom(...sights),
    teamIds: fc.uniqueArray(fc.constantFrom(...teams.map((team) => team.id))),
    permissions: fc.constantFrom(new Set(permissions), new Set<never>()),
  })
  await fc.assert(
    fc.asyncProperty(states, reader, async (facts, given) => {
      const agent: Agent = {
        kind: 'agent',
        name: '',
        email: '',
        locale: 'fr',
        role: 'technician',
        secondFactorRequired: false,
        ...given,
      }
      for (const [n, { leadId, teamId, assigneeIds }] of facts.entries()) {
        const id = ids[n] ?? randomUUID()
        const columns = { lead_id: leadId, team_id: teamId, assignee_ids: assigneeIds }
        await db.updateTable('ticket').set(columns).where('id', '=', id).execute()
      }
      const seen = await db.selectFrom('ticket').select('id').where(visibleTo(agent)).execute()
      const nothing = { id: '', leadId: null, teamId: null, assigneeIds: [], ...ofNobody }
      const expected = ids.filter((_, n) => canSee(agent, { ...(facts[n] ?? nothing), id: ids[n] ?? '', ...ofNobody }))
      expect(seen.map((row) => row.id).sort()).toEqual(expected.sort())
    }),
    { numRuns: 60 },
  )
})

test('pages and live news of clients follow one policy', async () => {
  const companies = [await aCompany(administrator), await aCompany(administrator)]
  const contacts = await Promise.all(
    [0, 0, 1].map((n) => aContact(administrator, { companyId: companies[n]?.id ?? null })),
  )
  const projects = [await aProject(administrator), await aProject(administrator)].map(({ id }) => id)
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => (await aTicket(administrator)).id))
  const contact = fc.constantFrom(...contacts.map(({ id }) => id))
  const company = fc.constantFrom(null, ...companies.map(({ id }) => id))
  const state = fc.record({
    reporterContactId: fc.option(contact),
    contactIds: fc.uniqueArray(contact, { maxLength: 3 }),
    companyId: company,
    kind: fc.constantFrom(...ticketKinds),
    projectId: fc.constantFrom(null, ...projects),
  })
  const states = fc.array(state, { minLength: ids.length, maxLength: ids.length })
  const reader = fc.record({
    id: contact,
    companyId: company,
    supervisor: fc.boolean(),
    partner: fc.boolean(),
    projectIds: fc.uniqueArray(fc.constantFrom(...projects)),
    onlyTicketId: fc.option(fc.constantFrom(...ids)),
  })
  await fc.assert(
    fc.asyncProperty(states, reader, async (facts, given) => {
      const client: Client = { kind: 'contact', name: '', email: '', locale: 'fr', ...given }
      for (const [n, { reporterContactId, contactIds, companyId, kind, projectId }] of facts.entries()) {
        const id = ids[n] ?? randomUUID()
        const columns = {
          reporter_contact_id: reporterContactId,
          company_id: companyId,
          kind,
          project_id: projectId,
        }
        await db.updateTable('ticket').set(columns).where('id', '=', id).execute()
        await db.deleteFrom('ticket_contact').where('ticket_id', '=', id).execute()
        const links = contactIds.map((contact_id, position) => ({ ticket_id: id, position, contact_id }))
        if (links.length > 0) await db.insertInto('ticket_contact').values(links).execute()
      }
      const seen = await db.selectFrom('ticket').select('id').where(visibleTo(client)).execute()
      const expected = ids.filter((id, n) => {
        const given = facts[n] ?? ofNobody
        return canSee(client, { ...given, id, leadId: null, teamId: null, assigneeIds: [] })
      })
      expect(seen.map((row) => row.id).sort()).toEqual(expected.sort())
    }),
    { numRuns: 60 },
  )
}, 60_000)

/** Built-in roles with each permission by default. */
const table: Record<string, string> = {
  'tickets.read': 'administrator manager technician operator reader',
  'tickets.create': 'administrator manager technician operator',
  'tickets.edit': 'administrator manager technician operator',
  'tickets.claim': 'administrator manager technician operator',
  'tickets.assign': 'administrator manager operator',
  'tickets.hand_over': 'administrator manager technician operator',
  'tickets.reply': 'administrator manager technician operator',
  'tickets.work': 'administrator manager technician operator',
  'tickets.resolve': 'administrator manager technician',
  'tickets.cancel': 'administrator manager technician operator',
  'tickets.reopen': 'administrator',
  'submissions.settle': 'administrator manager technician operator',
  'actions.read_all': 'administrator manager',
  'contacts.read': 'administrator manager technician operator reader',
  'contacts.edit': 'administrator manager technician operator',
  'equipment.read': 'administrator manager technician operator reader',
  'equipment.edit': 'administrator manager technician operator',
  'projects.read': 'administrator manager technician operator reader',
  'projects.edit': 'administrator manager',
  'agents.read': 'administrator manager technician operator reader',
  'accounts.manage': 'administrator',
  'settings.manage': 'administrator',
  'security.read': 'administrator',
}

test.each(permissions)('%s is granted to the expected roles by default', async (permission) => {
  const { items } = await administrator.call(api.rights.list, {})
  const holders = items.filter((row) => row.permissions.includes(permission)).map((row) => row.role)
  expect(holders).toEqual(builtInRoles.filter((role) => table[permission]?.split(' ').includes(role)))
})

test('every status can be followed by another one, and by itself never', () => {
  for (const from of statuses) {
    expect(isTransition(from, from)).toBe(false)
    expect(statuses.some((to) => isTransition(from, to))).toBe(true)
  }
})

test('every role sees all tickets by default', async () => {
  const { rows } = await sql<{ sight: string }>`select distinct sight from role`.execute(db)
  expect(rows).toEqual([{ sight: 'all' }])
})
