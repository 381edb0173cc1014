import type { StepKind, Visibility } from '../contract/enums.ts'
import type { Album } from './attach-files.ts'
import type { Chance } from './chance.ts'
import { type Agent, eventOf, type Row, type World } from './company.ts'

const minute = 60_000

/** Creates the newest ticket, reported within the hour, which the screenshots show: a conversation of half an hour. */
export function openingTicket(chance: Chance, now: number, world: World, album: Album, number: number) {
  const agent = (name: string) => world.agents.find((one) => one.name === name) as Agent
  const [karim, claire, sonia] = [agent('Karim Benali'), agent('Claire Vasseur'), agent('Sonia Petit')]
  const dupont = world.clients.find(({ name }) => name === 'Dupont Traiteur')
  const [marie] = dupont?.contacts ?? []
  const boiler = dupont?.machines.find(({ kind }) => kind === 'boiler')
  const ago = (minutes: number) => now - minutes * minute
  const instant = (minutes: number) => new Date(ago(minutes)).toISOString()
  const id = chance.idAt(ago(60))
  const events: ReturnType<typeof eventOf>[] = []
  const steps: Row[] = []

  const attachments: Row[] = []
  const watchers = [{ ticket_id: id, agent_id: claire.id }]

  function happened(minutes: number, name: string, by: Agent, data: object = {}) {
    const about = { subject: 'ticket', about: id, by: by.id, version: events.length + 1 }
    events.push(eventOf({ id: chance.idAt(ago(minutes)), at: ago(minutes), name, data, ...about }))
  }
  function writes(minutes: number, by: Agent, kind: StepKind, visibility: Visibility, body: string, saidBy?: string) {
    const stepId = chance.idAt(ago(minutes))
    const when = { happened_at: instant(minutes), created_at: instant(minutes) }
    const people = {
      author_agent_id: by.id,
      performer_agent_id: saidBy ? null : by.id,
      performer_contact_id: saidBy ?? null,
    }
    steps.push({
      id: stepId,
      ticket_id: id,
      kind,
      body: `<p>${body}</p>`,
      visibility,
      minutes_spent: null,
      ...when,
      ...people,
    })
    happened(minutes, 'ticket.step_added', by, { stepId, kind, visibility })
    return stepId
  }
  function shows(minutes: number, by: Agent, picture: Album['quote'] | undefined, place: Row) {
    const row = { step_id: null, at_opening: false, ticket_id: id, created_at: instant(minutes), ...place }
    if (picture) attachments.push({ id: chance.idAt(ago(minutes)), ...picture, ...row, uploaded_by_agent_id: by.id })
  }

  happened(60, 'ticket.created', sonia)
  shows(60, sonia, album.of.boiler[0], { at_opening: true })
  const { name } = karim
  happened(56, 'ticket.claimed', karim, { changes: [{ field: 'lead', from: null, to: { id: karim.id, name } }] })
  const started = { changes: [{ field: 'status', from: 'opened', to: 'investigating' }] }
  happened(55, 'ticket.status_changed', karim, { ...started, stepId: null, until: null, waitingReason: null })
  const question =
    'Bonjour, pouvez-vous me donner la pression affichée au manomètre et me dire si le robinet de gaz du local est ouvert ?'
  writes(48, karim, 'question', 'public', question)
  const note = 'Même défaut en mars : électrode d’allumage changée sous garantie. Prévoir la pièce.'
  writes(44, claire, 'information', 'internal', note)
  const answer = writes(
    36,
    sonia,
    'answer',
    'public',
    'Pression à 1,4 bar et gaz ouvert. Merci de faire vite !',
    marie?.id,
  )

  shows(36, sonia, album.of.boiler[2], { step_id: answer })

  return {
    ticket: {
      ...{ id, number, version: events.length, kind: 'incident', status: 'investigating', channel: 'phone' },
      title: 'Chaudière en défaut E133, plus d’eau chaude à l’atelier',
      description:
        '<p>Le voyant rouge clignote depuis ce matin, code E133. L’atelier n’a plus d’eau chaude, le laboratoire ouvre à 10 h.</p>',
      ...{ criticality: 'blocking', priority: 'high', tags: ['garantie', 'gaz'] },
      ...{ reported_at: instant(60), created_at: instant(60), updated_at: instant(36) },
      ...{ due_at: instant(-120), closed_at: null, waiting_until: null, waiting_reason: null },
      ...{
        created_by: sonia.id,
        reporter_contact_id: marie?.id ?? null,
        company_id: dupont?.id ?? null,
        project_id: null,
      },
      ...{ team_id: world.teams.get('Chauffage et froid') ?? null, lead_id: karim.id, assignee_ids: [karim.id] },
    },
    contacts: marie ? [{ ticket_id: id, position: 0, contact_id: marie.id }] : [],
    equipment: boiler ? [{ ticket_id: id, position: 0, equipment_id: boiler.id }] : [],
    steps,
    events,
    attachments,
    watchers,
  }
}
