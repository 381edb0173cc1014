import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aTicket, refusal } from '../../../../tests/factories.ts'

const { administrator: by, hire } = await testApp()

const aTeam = (name: string) => by.call(api.teams.create, { body: { name } })
const archive = (id: string, ticketsTo: string | null) =>
  by.call(api.teams.archive, { params: { id }, body: { ticketsTo } })
const names = async (archived?: 'true') =>
  (await by.call(api.teams.list, { query: { archived } })).items.map(({ name }) => name)
const show = (key: string) => by.call(api.tickets.show, { params: { key } })

test('the open tickets of an archived team go to another, and closed ones keep it', async () => {
  const [old, next] = [await aTeam('Ancienne'), await aTeam('Nouvelle')]
  const open = await aTicket(by, { teamId: old.id })
  const closed = await aTicket(by, { teamId: old.id })
  await by.call(api.tickets.setStatus, {
    params: { id: closed.id },
    body: { to: 'resolved', version: closed.version, note: '<p>Fait.</p>' },
  })
  expect(await refusal(archive(old.id, null))).toMatchObject({ code: 'team_needed', details: { count: 1 } })
  expect((await refusal(archive(old.id, old.id))).code).toBe('team_needed')
  expect(await archive(old.id, next.id)).toEqual({ movedTickets: 1 })
  const moved = await show(open.id)
  expect(moved).toMatchObject({ team: { name: 'Nouvelle' }, version: open.version + 1 })
  expect(moved.timeline.events.at(-1)).toMatchObject({
    name: 'ticket.changed',
    by: { id: by.id },
    changes: [{ field: 'team', from: { name: 'Ancienne' }, to: { name: 'Nouvelle' } }],
  })
  expect((await show(closed.id)).team?.name).toBe('Ancienne')
})

test('tickets that leave an archived team neither become unread nor move up in the list', async () => {
  const [old, next] = [await aTeam('Hiver'), await aTeam('Toutes saisons')]
  const karim = await hire('technician')
  const moved = await aTicket(by, { teamId: old.id, leadId: karim.id })
  const other = await aTicket(by, { leadId: karim.id })
  const retitled = { version: moved.version, title: 'Chaudière en défaut E134' }
  const { version } = await by.call(api.tickets.change, { params: { id: moved.id }, body: retitled })
  await karim.call(api.unread.see, { params: { id: moved.id }, body: { version } })
  await by.call(api.tickets.change, { params: { id: other.id }, body: { version: other.version, title: 'Fuite' } })
  await archive(old.id, next.id)
  const { items } = await karim.call(api.tickets.list, { query: { ids: `${moved.id},${other.id}`, sort: 'updated' } })
  expect(items.map(({ id, unread }) => [id, unread])).toEqual([
    [other.id, true],
    [moved.id, false],
  ])
  const bell = await karim.call(api.unread.list, {})
  expect(bell.items.map(({ id }) => id)).toEqual([other.id])
})

test('an archived team is not offered, and is restored with its members', async () => {
  const team = await aTeam('Saison')
  await by.call(api.agents.change, { params: { id: by.id }, body: { teamIds: [team.id] } })
  await archive(team.id, null)
  expect(await names()).not.toContain('Saison')
  expect(await names('true')).toContain('Saison')
  expect((await refusal(archive(team.id, null))).code).toBe('not_found')
  const ticket = await aTicket(by)
  const body = { version: ticket.version, teamId: team.id }
  expect((await refusal(by.call(api.tickets.change, { params: { id: ticket.id }, body }))).code).toBe('not_found')
  await by.call(api.agents.change, { params: { id: by.id }, body: { teamIds: [] } })
  await by.call(api.teams.restore, { params: { id: team.id } })
  const { items } = await by.call(api.agents.list, {})
  expect(items.find(({ id }) => id === by.id)?.teams.map(({ name }) => name)).toEqual(['Saison'])
})

test('a team that a form uses cannot be archived before the form is changed', async () => {
  const team = await aTeam('Formulaires')
  const fields = [
    { id: 'nom', kind: 'name' as const, label: 'Nom', required: true, options: [] },
    { id: 'detail', kind: 'description' as const, label: 'Quoi ?', required: true, options: [] },
  ]
  await by.call(api.forms.create, { body: { name: 'Dépannage', title: 'Dépannage', fields, teamId: team.id } })
  const refused = await refusal(archive(team.id, null))
  expect(refused).toMatchObject({ code: 'team_in_use', details: { names: 'Dépannage' } })
  expect(await names()).toContain('Formulaires')
})

test('two teams never have the same name', async () => {
  const team = await aTeam('Froid')
  expect((await refusal(aTeam('Froid'))).code).toBe('name_taken')
  const other = await aTeam('Chaud')
  const rename = by.call(api.teams.change, { params: { id: other.id }, body: { name: 'Froid' } })
  expect((await refusal(rename)).code).toBe('name_taken')
  await by.call(api.teams.change, { params: { id: team.id }, body: { name: 'Froid' } })
})
