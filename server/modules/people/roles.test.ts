import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { type Person, password, signIn, testApp } from '../../../tests/app.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { listen } from '../../../tests/live-stream.ts'

const { db, base, administrator } = await testApp()

let made = 0
const basics: Permission[] = ['tickets.read', 'tickets.create', 'contacts.read', 'contacts.edit', 'agents.read']

function aRole(permissions: Permission[], fields: { label?: string; sight?: 'all' | 'own' } = {}, by = administrator) {
  made += 1
  return by.call(api.rights.create, { body: { label: `Rôle ${made}`, sight: 'all', permissions, ...fields } })
}

async function aHolder(role: string, by: Person = administrator) {
  made += 1
  const email = `holder${made}@example.test`
  const { id } = await by.call(api.agents.create, { body: { name: `Holder ${made}`, email, role, password } })
  return { id, email, signIn: () => signIn(base, email) }
}

const change = (role: string, body: Parameters<typeof input>[0], by = administrator) =>
  by.call(api.rights.change, input(body, role))
const input = (
  body: { label?: string; sight?: 'all' | 'own'; grant?: Permission[]; revoke?: Permission[] },
  role = '',
) => ({
  params: { role },
  body,
})

test('a role of the company can be given, renamed, and deleted once no agent has it', async () => {
  const { role } = await aRole(basics, { label: 'Stagiaire' })
  const holder = await aHolder(role)
  expect((await holder.signIn()).permissions.sort()).toEqual([...basics].sort())
  expect(await change(role, { label: 'Apprenti' })).toMatchObject({ label: 'Apprenti', agents: 1 })
  const remove = () => administrator.call(api.rights.remove, { params: { role } })
  expect((await refusal(remove())).code).toBe('role_in_use')
  await administrator.call(api.agents.change, { params: { id: holder.id }, body: { role: 'reader' } })
  await remove()
  const { items } = await administrator.call(api.rights.list, {})
  expect(items.map((item) => item.label)).not.toContain('Apprenti')
  expect((await refusal(aHolder(role))).code).toBe('not_found')
})

test('a role’s name is unique whatever its case, and built-in roles keep theirs', async () => {
  const { role } = await aRole(basics, { label: 'Renfort' })
  expect((await refusal(aRole(basics, { label: 'RENFORT' }))).code).toBe('name_taken')
  expect((await change(role, { label: 'renfort' })).label).toBe('renfort')
  expect((await refusal(change('manager', { label: 'Chef' }))).code).toBe('forbidden')
  expect((await refusal(administrator.call(api.rights.remove, { params: { role: 'reader' } }))).code).toBe('forbidden')
  expect((await refusal(change(randomUUID(), { label: 'x' }))).code).toBe('not_found')
})

test('the administrator’s role keeps all its rights', async () => {
  expect((await refusal(change('administrator', { revoke: ['accounts.manage'] }))).code).toBe('forbidden')
})

test('agents cannot give rights that they lack, or take over an account with more', async () => {
  const { role } = await aRole([...basics, 'accounts.manage'], { sight: 'own' })
  const limited = await (await aHolder(role)).signIn()
  const colleague = await aHolder(role)
  const own = await aRole(basics, { sight: 'own' })
  const refused: Promise<unknown>[] = [
    aRole(['settings.manage'], { sight: 'own' }, limited),
    aRole(basics, { sight: 'all' }, limited),
    change(own.role, { grant: ['security.read'] }, limited),
    change('technician', { grant: ['tickets.read'] }, limited),
    limited.call(api.agents.create, { body: { name: 'X', email: 'x@example.test', role: 'administrator', password } }),
    limited.call(api.agents.change, { params: { id: limited.id }, body: { role: 'administrator' } }),
    limited.call(api.agents.change, { params: { id: administrator.id }, body: { disabled: true } }),
    limited.call(api.agents.setPassword, { params: { id: administrator.id }, body: { password } }),
    limited.call(api.agents.makeLink, { params: { id: administrator.id }, body: { by: 'hand' } }),
    limited.call(api.agentSessions.endAll, { params: { id: administrator.id } }),
    limited.call(api.agentSecondFactors.reset, { params: { id: administrator.id } }),
    limited.call(api.agentSecondFactors.require, { params: { role: 'administrator' }, body: { required: false } }),
  ]
  for (const { code } of await Promise.all(refused.map(refusal))) expect(code).toBe('beyond_own_rights')
  await limited.call(api.agents.change, { params: { id: colleague.id }, body: { role: own.role } })
  expect((await change(own.role, { revoke: ['contacts.edit'] }, limited)).permissions).not.toContain('contacts.edit')
})

test('a change of rights applies at once, to requests and open streams', async () => {
  const { role } = await aRole(basics)
  const agent = await (await aHolder(role)).signIn()
  const stream = await listen(base, agent)
  const before = await aTicket(administrator)
  await stream.waitFor(({ data }) => data.id === before.id)

  await change(role, { revoke: ['tickets.read'] })
  await stream.waitFor(({ event }) => event === 'reset')
  expect((await refusal(agent.call(api.tickets.show, { params: { key: before.id } }))).code).toBe('forbidden')
  const hidden = await aTicket(administrator)
  // News are ordered: receiving the later one proves that the ticket's was withheld.
  const contact = await aContact(administrator)
  await stream.waitFor(({ data }) => data.id === contact.id)
  expect(stream.heard.some(({ data }) => data.id === hidden.id)).toBe(false)

  await change(role, { grant: ['tickets.read'] })
  expect((await agent.call(api.tickets.show, { params: { key: hidden.id } })).id).toBe(hidden.id)
  stream.cut()
})

test('a change of rights is in the security log and needs confirmation', async () => {
  const { role } = await aRole(basics, { label: 'Veilleur' })
  await change(role, { grant: ['tickets.reply'], revoke: ['tickets.create'] })
  const { items } = await administrator.call(api.security.list, { query: { kind: 'change' } })
  expect(items).toContainEqual(
    expect.objectContaining({ detail: 'role.changed: granted, revoked', subject: 'Veilleur' }),
  )
  await db.updateTable('user_session').set({ confirmed_at: '2020-01-01T00:00:00Z' }).execute()
  expect((await refusal(change(role, { grant: ['tickets.edit'] }))).code).toBe('confirmation_required')
})
