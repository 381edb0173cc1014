import type { Chance } from './chance.ts'
import { eventOf, type Row, type World } from './company.ts'

const hour = 60 * 60_000
const day = 24 * hour

type About = 'ticket' | 'contact' | 'company' | 'equipment' | 'project'
type Planned = {
  title: string
  /** First names of its agents; the first is its author. */
  of: string[]
  /** Days from today, and the hour; null without a due date. */
  due: [days: number, hour: number] | null
  about?: About
  note?: string
  isPrivate?: boolean
  repeat?: [every: number, unit: 'day' | 'week' | 'month', from: 'due' | 'done']
  /** Hours since it was done. */
  doneHoursAgo?: number
}

const planned: Planned[] = [
  { title: 'Rappeler le client après le passage', of: ['Karim'], due: [-2, 9], about: 'ticket' },
  {
    title: 'Commander le joint de porte',
    of: ['Karim'],
    due: [-1, 16],
    about: 'equipment',
    note: 'Réf. JP-220, deux pièces.',
  },
  { title: 'Préparer la tournée de demain', of: ['Karim'], due: [0, 17], repeat: [1, 'day', 'due'] },
  { title: 'Envoyer le devis de remplacement', of: ['Karim', 'Claire'], due: [0, 18], about: 'company' },
  { title: 'Vérifier la pression du circuit', of: ['Karim', 'Yann'], due: [2, 9], about: 'equipment' },
  { title: 'Renouveler l’habilitation fluides frigorigènes', of: ['Karim'], due: [40, 9], isPrivate: true },
  { title: 'Trier les pièces de l’atelier', of: ['Karim'], due: null },
  { title: 'Rendre la clé du local technique', of: ['Yann'], due: [-3, 12], about: 'company' },
  {
    title: 'Purger la cuve à condensats',
    of: ['Yann'],
    due: [0, 18],
    about: 'equipment',
    repeat: [3, 'month', 'done'],
  },
  { title: 'Relancer le fournisseur de brûleurs', of: ['Yann'], due: [1, 10], about: 'ticket' },
  {
    title: 'Vérifier la sauvegarde de la nuit',
    of: ['Hugo'],
    due: [0, 18],
    about: 'company',
    repeat: [1, 'week', 'due'],
  },
  { title: 'Remplacer la batterie de l’onduleur', of: ['Hugo'], due: [-1, 11], about: 'equipment' },
  { title: 'Former l’accueil à la nouvelle imprimante', of: ['Nadia'], due: [3, 14], about: 'contact' },
  { title: 'Clore l’inventaire des postes', of: ['Nadia', 'Hugo'], due: [8, 18], about: 'project' },
  { title: 'Appeler pour fixer la visite annuelle', of: ['Sonia'], due: [0, 18], about: 'contact' },
  { title: 'Relancer le client sans nouvelles', of: ['Sonia', 'Karim'], due: [1, 9], about: 'ticket' },
  { title: 'Point avec l’équipe sur les retards', of: ['Claire'], due: [1, 9], repeat: [1, 'week', 'due'] },
  { title: 'Relire le contrat d’entretien', of: ['Léa', 'Claire'], due: [4, 10], about: 'company' },
  { title: 'Répondre à la demande de référence', of: ['Léa'], due: [-1, 17], about: 'contact' },
  { title: 'Préparer l’ordre du jour du lundi', of: ['Léa'], due: [0, 18], repeat: [1, 'week', 'due'] },
  { title: 'Vérifier la facture du grossiste', of: ['Léa'], due: [0, 12], doneHoursAgo: 0.2 },
  { title: 'Déposer la pompe à l’atelier', of: ['Karim'], due: [0, 11], doneHoursAgo: 0.3, about: 'ticket' },
]

/** Tells what the agents have to do, about their open tickets and their clients, and what they have done. */
export function planActions(
  chance: Chance,
  now: number,
  world: World,
  tickets: Row[],
): { actions: Row[]; events: Row[] } {
  const made = planned.map((one) => planAction(chance, now, world, tickets, one))
  return { actions: made.map(({ action }) => action), events: made.flatMap(({ events }) => events) }
}

function planAction(chance: Chance, now: number, world: World, tickets: Row[], plan: Planned) {
  const at = now - chance.between(26, 90) * hour
  const agents = plan.of.map((first) => world.agents.find(({ name }) => name.startsWith(`${first} `))?.id ?? '')
  const [author = ''] = agents
  const id = chance.idAt(at)
  const due = plan.due && new Date(dueAt(now, plan.due)).toISOString()
  const doneAt = plan.doneHoursAgo === undefined ? null : now - plan.doneHoursAgo * hour
  const done = doneAt === null ? null : new Date(doneAt).toISOString()
  const [every = null, unit = null, from = null] = plan.repeat ?? []
  const created = { id: chance.idAt(at), at, name: 'action.created', subject: 'action', about: id, by: author }
  const changes = [{ field: 'done', from: null, to: done }]
  const changed = { ...created, id: chance.idAt(doneAt ?? at), at: doneAt ?? at, name: 'action.changed', version: 2 }
  const action = {
    ...{ id, version: done ? 2 : 1, title: plan.title, note: plan.note ?? '', due_at: due },
    ...{ is_private: plan.isPrivate ?? false, author_id: author, assignee_ids: agents },
    ...subjectOf(chance, world, tickets, author, plan.about),
    ...{ repeat_every: every, repeat_unit: unit, repeat_from: from, repeats_since: from === 'due' ? due : null },
    ...{ done_at: done, done_by: done && author, created_at: new Date(at).toISOString() },
  }
  return { action, events: [eventOf(created), ...(done ? [eventOf({ ...changed, data: { changes } })] : [])] }
}

/** On the day of `now`, or so many days later, at an hour of a winter in Angers. */
const dueAt = (now: number, [days, at]: [number, number]) => Math.floor(now / day) * day + days * day + (at - 1) * hour

function subjectOf(chance: Chance, world: World, tickets: Row[], author: string, about: About | undefined): Row {
  const client = chance.pick(world.clients)
  const open = tickets.filter(
    ({ is_open, status }) => is_open ?? !['resolved', 'rejected', 'cancelled'].includes(String(status)),
  )
  const own = open.filter(({ lead_id }) => lead_id === author)
  return {
    ticket_id: about === 'ticket' ? chance.pick(own.length > 0 ? own : open).id : null,
    contact_id: about === 'contact' ? chance.pick(client.contacts).id : null,
    company_id: about === 'company' ? client.id : null,
    equipment_id: about === 'equipment' ? chance.pick(client.machines).id : null,
    project_id: about === 'project' ? chance.pick([...world.projects.values()]) : null,
  }
}
