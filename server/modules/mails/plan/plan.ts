import type { Status } from '../../../../contract/enums.ts'
import type { EventName } from '../../../../contract/events.ts'
import type { MailRecipient } from '../../../../contract/mail.ts'

/** Event of a ticket, reduced to what mail planning needs. */
export type TicketEvent = {
  id: string
  name: EventName
  ticketId: string
  actorId: string | null
  byClient: boolean
  at: string
  /** Set for status_changed only. */
  to: Status | null
  /** Visibility of the event's step, if any. */
  visibility: 'public' | 'internal' | null
}

/** Kinds of mail that a person wants. Openings and statuses for agents depend on the rules alone. */
export type MailPreferences = { opening: boolean; status: boolean; messages: boolean }

export type Person = { kind: MailRecipient; id: string; address: string; preferences: MailPreferences }

/** Tells whether a person wants an event. A step with a change of status goes to those who want either. */
export function wantsMail(preferences: MailPreferences, name: EventName, hasPublicStep: boolean): boolean {
  if (name === 'ticket.created') return preferences.opening
  if (name === 'ticket.status_changed') return preferences.status || (hasPublicStep && preferences.messages)
  return preferences.messages
}

/** People who can be mailed about a ticket. Subscribers want tickets without assignees; watchers are not assigned. */
export type Audience = { contacts: Person[]; agents: Person[]; watchers: Person[]; subscribers: Person[] }

/** Recipient of an event. Urgent mails leave at once; others wait a little to gather further changes. */
export type PlannedRecipient = { person: Person; urgent: boolean }

/**
 * Selects the recipients of an event. Nobody is mailed about their own act, except a client about their own opening. Two
 * people with one address get one mail, the client's.
 */
export function selectRecipients(
  event: TicketEvent,
  audience: Audience,
  rules: ReadonlySet<string>,
): PlannedRecipient[] {
  const candidates = listCandidates(event, audience, rules)
  const byAddress = new Map<string, PlannedRecipient>()
  for (const candidate of candidates) {
    const isOwnAct =
      candidate.person.id === event.actorId && !(event.name === 'ticket.created' && candidate.person.kind === 'contact')
    const address = candidate.person.address.toLowerCase()
    const wanted = wantsMail(candidate.person.preferences, event.name, event.visibility === 'public')
    if (wanted && !isOwnAct && !byAddress.has(address)) byAddress.set(address, candidate)
  }
  return [...byAddress.values()]
}

/** Tells whether an opening goes to subscribers, gathered with others: the ticket has no assignees. */
export function isUnclaimedOpening(event: TicketEvent, { agents }: Audience, rules: ReadonlySet<string>): boolean {
  return event.name === 'ticket.created' && agents.length === 0 && rules.has(ruleKey('opened', 'agent'))
}

export const ruleKey = (status: Status, recipient: MailRecipient) => `${status} ${recipient}`

function listCandidates(event: TicketEvent, audience: Audience, rules: ReadonlySet<string>): PlannedRecipient[] {
  const { contacts, agents, watchers, subscribers } = audience
  // On a ticket without assignees, clients' messages go to the subscribers.
  const team = agents.length === 0 && event.byClient ? subscribers : agents
  const at = (status: Status, people: Person[]) =>
    people.filter(({ kind }) => rules.has(ruleKey(status, kind))).map((person) => ({ person, urgent: true }))
  if (event.name === 'ticket.created') return at('opened', [...contacts, ...agents])
  if (event.name === 'ticket.status_changed')
    return event.to === null ? [] : at(event.to, [...contacts, ...team, ...watchers])
  if (!changes.includes(event.name)) return []
  const people = [...(event.visibility === 'public' ? contacts : []), ...team, ...watchers]
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
