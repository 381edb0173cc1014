import type { Status } from '../../../contract/enums.ts'
import type { EventName } from '../../../contract/events.ts'
import type { MailRecipient } from '../../../contract/mail.ts'

/** An event of a ticket, as far as mail goes. */
export type TicketNews = {
  id: string
  name: EventName
  ticketId: string
  actorId: string | null
  byClient: boolean
  at: string
  /** status_changed only. */
  to: Status | null
  /** Of the step that it tells, if any. */
  visibility: 'public' | 'internal' | null
}

/** What somebody wants to be told by mail; of agents the openings and the statuses go by rules alone. */
export type Wants = { opening: boolean; status: boolean; messages: boolean }

export type Person = { kind: MailRecipient; id: string; address: string; wants: Wants }

/** A step and the change of status that it brings are told together to who wants either. */
export function isWanted(wants: Wants, name: EventName, tellsStep: boolean): boolean {
  if (name === 'ticket.created') return wants.opening
  if (name === 'ticket.status_changed') return wants.status || (tellsStep && wants.messages)
  return wants.messages
}

/** People who have to do with a ticket. `subscribers` want to hear of tickets that nobody is on; watchers are not on it. */
export type Concerned = { contacts: Person[]; agents: Person[]; watchers: Person[]; subscribers: Person[] }

/** urgent: leaves at once; else it waits a little for other changes, to be told together. */
export type Told = { person: Person; urgent: boolean }

/**
 * Who is told of an event by mail. Nobody hears of their own act, save the client of their own opening; an address that
 * belongs to two people gets one mail, the client's.
 */
export function whoIsTold(news: TicketNews, concerned: Concerned, rules: ReadonlySet<string>): Told[] {
  const told = peopleFor(news, concerned, rules)
  const once = new Map<string, Told>()
  for (const one of told) {
    const isOwnAct =
      one.person.id === news.actorId && !(news.name === 'ticket.created' && one.person.kind === 'contact')
    const address = one.person.address.toLowerCase()
    const wanted = isWanted(one.person.wants, news.name, news.visibility === 'public')
    if (wanted && !isOwnAct && !once.has(address)) once.set(address, one)
  }
  return [...once.values()]
}

/** Whether subscribers are told of an opening, together with others: nobody is on the ticket. */
export function isUnclaimedOpening(news: TicketNews, { agents }: Concerned, rules: ReadonlySet<string>): boolean {
  return news.name === 'ticket.created' && agents.length === 0 && rules.has(ruleOf('opened', 'agent'))
}

export const ruleOf = (status: Status, recipient: MailRecipient) => `${status} ${recipient}`

function peopleFor(news: TicketNews, concerned: Concerned, rules: ReadonlySet<string>): Told[] {
  const { contacts, agents, watchers, subscribers } = concerned
  // Clients' messages on a ticket that nobody is on go to the subscribers.
  const team = agents.length === 0 && news.byClient ? subscribers : agents
  const at = (status: Status, people: Person[]) =>
    people.filter(({ kind }) => rules.has(ruleOf(status, kind))).map((person) => ({ person, urgent: true }))
  if (news.name === 'ticket.created') return at('opened', [...contacts, ...agents])
  if (news.name === 'ticket.status_changed')
    return news.to === null ? [] : at(news.to, [...contacts, ...team, ...watchers])
  if (!changes.includes(news.name)) return []
  const people = [...(news.visibility === 'public' ? contacts : []), ...team, ...watchers]
  return people.map((person) => ({ person, urgent: false }))
}

const changes: readonly EventName[] = [
  'ticket.changed',
  'ticket.claimed',
  'ticket.lead_changed',
  'ticket.assignees_changed',
  'ticket.step_added',
  'ticket.attachment_added',
  'ticket.attachment_removed',
  'ticket.rated',
]
