import type { Locale } from '../../../contract/enums.ts'
import { fieldWords, valueWords } from '../../../i18n/change-words.ts'
import { type MailKey, type MessageValues, translateMail } from '../../../i18n/mail/index.ts'
import { ordinalDay } from '../../../i18n/ordinal-day.ts'
import { translatePortal } from '../../../i18n/portal/index.ts'
import { cleanHtml, plainText } from '../tickets/index.ts'
import type { Recipient, Sending } from './compose.ts'
import { type Block, layOut, type MailBody } from './layout.ts'
import type { Letterhead } from './letterhead.ts'
import type { ToldEvent, ToldStep, ToldTicket } from './read-ticket-mail.ts'
import { waysToAnswer } from './ways-to-answer.ts'

export type TicketNews = ToldTicket & {
  recipient: Recipient
  letterhead: Letterhead
  sending: Sending
}

export type MailTranslate = (key: MailKey, values?: MessageValues) => string

/** Words one mail about one ticket: what happened, in the recipient's language, and the way to answer. */
export function ticketMail(told: TicketNews): MailBody & { textWithoutLinks: string } {
  const { locale } = told.recipient
  const t: MailTranslate = (key, values) => translateMail(locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t('mail.greeting', { name: told.recipient.name }) },
    ...aboutBlocks(told, t),
    ...told.events.flatMap((event) => eventBlocks(event, told, t)),
    ...waysToAnswer(told, t),
  ]
  const lay = (which: Block[]) => layOut(subjectOf(told, t), which, locale, told.letterhead)
  return { ...lay(blocks), textWithoutLinks: lay(blocks.filter((block) => !('url' in block))).text }
}

/** Names the request of a client, unless the mail tells of its opening, which does. */
function aboutBlocks({ recipient, events, number, title }: TicketNews, t: MailTranslate): Block[] {
  if (recipient.kind === 'agent' || events.some(({ name }) => name === 'ticket.created')) return []
  return [{ kind: 'line', text: t('mail.about', { number, title }) }]
}

/** The last change of status says what it is about, else the opening, else that there is news. */
function subjectOf({ events, recipient, number, title }: TicketNews, t: MailTranslate): string {
  const status = statusIn(events.findLast((event) => statusIn(event)) ?? events[0])
  const isOpening = events.some(({ name }) => name === 'ticket.created')
  const about = status
    ? statusName(status, recipient)
    : isOpening && recipient.kind === 'contact'
      ? statusName('opened', recipient)
      : t(isOpening ? 'mail.opening.agent' : 'mail.news')
  return `${about} – ${title} [T-${number}]`
}

function statusIn(event: ToldEvent | undefined): string | undefined {
  return event?.changes.find(({ field }) => field === 'status')?.to as string | undefined
}

/** Names a status as its reader knows it: clients by the words of their page. */
const statusName = (status: string, { kind, locale }: Recipient) =>
  kind === 'contact'
    ? translatePortal(locale, `status.${status as 'opened'}`)
    : translateMail(locale, `status.${status as 'opened'}`)

function eventBlocks(event: ToldEvent, told: TicketNews, t: MailTranslate): Block[] {
  if (event.name === 'ticket.created') return openingBlocks(told, t)
  const status = statusIn(event)
  const blocks: Block[] = []
  if (status) blocks.push(...statusBlocks(status, event, told, t))
  else if (told.recipient.kind === 'agent' && !event.step)
    blocks.push({ kind: 'line', text: changeLine(event, told, t) })
  if (event.step) blocks.push(...stepBlocks(event.step, told, t))
  return blocks
}

function openingBlocks(
  { recipient, number, title, description, company, concerned }: TicketNews,
  t: MailTranslate,
): Block[] {
  const who = [concerned, company].filter(Boolean).join(', ') || t('mail.somebody')
  const line = t(`mail.opened.${recipient.kind}`, { number, title, who })
  const text = linesOf(description)
  const state: Block[] = recipient.kind === 'contact' ? [{ kind: 'state', text: statusName('opened', recipient) }] : []
  if (text === '') return [...state, { kind: 'line', text: line }]
  return [
    ...state,
    { kind: 'line', text: line },
    { kind: 'quote', title: t('fact.description'), html: cleanHtml(description), text },
  ]
}

function statusBlocks(status: string, event: ToldEvent, told: TicketNews, t: MailTranslate): Block[] {
  const { recipient, number, title, letterhead } = told
  const { by, waitingReason: reason, waitingUntil: until } = event
  const label = statusName(status, recipient)
  if (recipient.kind === 'agent') {
    const line = t('mail.status_by', { by: by ?? t('mail.guichet'), number, title, status: label })
    return [{ kind: 'line', text: reason ? `${line}\n${reason}` : line }]
  }
  const { locale } = recipient
  const state = until ? translatePortal(locale, 'where.until', { day: dayOf(until, locale, letterhead) }) : label
  return [
    { kind: 'state', text: state },
    { kind: 'line', text: reason ?? t(`mail.status.${status as 'opened'}`) },
  ]
}

/** “mardi 2 décembre” */
function dayOf(iso: string, locale: Locale, { timeZone }: Letterhead): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const
  return ordinalDay(locale, new Intl.DateTimeFormat(languageOf(locale), day).format(new Date(iso)))
}

const languageOf = (locale: Locale) => (locale === 'en' ? 'en-GB' : 'fr-FR')

/** “Karim Benali: Priority: normal → high”, as the history shows it. */
function changeLine(
  { by, changes }: ToldEvent,
  { recipient, letterhead, number }: TicketNews,
  t: MailTranslate,
): string {
  const format = new Intl.DateTimeFormat(languageOf(recipient.locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: letterhead.timeZone,
  })
  const date = (iso: string) => ordinalDay(recipient.locale, format.format(new Date(iso)))
  const told = changes.map(
    ({ field, from, to }) =>
      `${fieldWords(t, field)} : ${valueWords(t, field, from, date)} → ${valueWords(t, field, to, date)}`,
  )
  return t('mail.changed_by', { by: by ?? t('mail.guichet'), number, changes: told.join(' ; ') })
}

function stepBlocks(
  { kind, body, visibility, by, files }: ToldStep,
  { recipient }: TicketNews,
  t: MailTranslate,
): Block[] {
  const inside = recipient.kind === 'agent' && visibility === 'internal' ? ` (${t('story.internal')})` : ''
  const title = `${by} · ${t(`step.${kind}`)}${inside}`
  const said: Block = { kind: 'quote', title, html: cleanHtml(body), text: linesOf(body) }
  if (files.length === 0) return [said]
  return [said, { kind: 'line', text: t('mail.files', { count: files.length, names: files.join(', ') }) }]
}

/** Rich text as lines: one for each paragraph or item. */
function linesOf(html: string): string {
  return html
    .split(/<\/(?:p|li|h3|pre|blockquote)>|<br\s*\/?>/)
    .map(plainText)
    .filter((line) => line !== '')
    .join('\n')
}
