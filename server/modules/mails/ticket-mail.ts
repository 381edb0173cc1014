import { fieldWords, type Translate, valueWords } from '../../../i18n/change-words.ts'
import { type MessageKey, translate } from '../../../i18n/index.ts'
import { ordinalDay } from '../../../i18n/ordinal-day.ts'
import { cleanHtml, plainText } from '../tickets/index.ts'
import type { Recipient, Sending } from './compose.ts'
import { asHtml, asText, type Block } from './layout.ts'
import { writePass } from './link-mail.ts'
import type { ToldEvent, ToldStep, ToldTicket } from './read-ticket-mail.ts'

type Told = ToldTicket & {
  recipient: Recipient
  organisation: { name: string; time_zone: string }
  sending: Sending
}

/** One mail about one ticket: what happened, in the recipient's language, and the way to answer. */
export function ticketMail(told: Told) {
  const { locale } = told.recipient
  const t: Translate = (key, values) => translate(locale, key, values)
  const blocks = [
    { kind: 'line' as const, text: t('mail.greeting', { name: told.recipient.name }) },
    ...told.events.flatMap((event) => eventBlocks(event, told, t)),
    ...wayToAnswer(told, t),
  ]
  return { subject: subjectOf(told, t), text: asText(blocks), html: asHtml(blocks, locale) }
}

/** The last change of status says what it is about, else the opening, else that there is news. */
function subjectOf({ events, recipient, number, title }: Told, t: Translate): string {
  const status = statusIn(events.findLast((event) => statusIn(event)) ?? events[0])
  const isOpening = events.some(({ name }) => name === 'ticket.created')
  const about = status
    ? t(`status.${status as 'opened'}`)
    : t(isOpening ? `mail.opening.${recipient.kind}` : 'mail.news')
  return `${about} – ${title} [T-${number}]`
}

function statusIn(event: ToldEvent | undefined): string | undefined {
  return event?.changes.find(({ field }) => field === 'status')?.to as string | undefined
}

function eventBlocks(event: ToldEvent, told: Told, t: Translate): Block[] {
  if (event.name === 'ticket.created') return openingBlocks(told, t)
  const status = statusIn(event)
  const blocks: Block[] = []
  if (status) blocks.push({ kind: 'line', text: statusLine(status, event, told, t) })
  else if (told.recipient.kind === 'agent' && !event.step)
    blocks.push({ kind: 'line', text: changeLine(event, told, t) })
  if (event.step) blocks.push(...stepBlocks(event.step, told, t))
  return blocks
}

function openingBlocks({ recipient, number, title, description, company, concerned }: Told, t: Translate): Block[] {
  const who = [concerned, company].filter(Boolean).join(', ') || t('mail.somebody')
  const line = t(`mail.opened.${recipient.kind}`, { number, title, who })
  const text = linesOf(description)
  if (text === '') return [{ kind: 'line', text: line }]
  return [
    { kind: 'line', text: line },
    { kind: 'quote', title: t('fact.description'), html: cleanHtml(description), text },
  ]
}

function statusLine(
  status: string,
  { by, waitingReason }: ToldEvent,
  { recipient, number, title }: Told,
  t: Translate,
) {
  const label = t(`status.${status as 'opened'}`)
  const line =
    recipient.kind === 'contact'
      ? t(`mail.status.${status}` as MessageKey, { number, title })
      : t('mail.status_by', { by: by ?? t('mail.guichet'), number, title, status: label })
  return waitingReason ? `${line}\n${waitingReason}` : line
}

/** “Karim Benali: Priority: normal → high”, as the history shows it. */
function changeLine({ by, changes }: ToldEvent, { recipient, organisation, number }: Told, t: Translate): string {
  const format = new Intl.DateTimeFormat(recipient.locale === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: organisation.time_zone,
  })
  const date = (iso: string) => ordinalDay(recipient.locale, format.format(new Date(iso)))
  const told = changes.map(
    ({ field, from, to }) =>
      `${fieldWords(t, field)} : ${valueWords(t, field, from, date)} → ${valueWords(t, field, to, date)}`,
  )
  return t('mail.changed_by', { by: by ?? t('mail.guichet'), number, changes: told.join(' ; ') })
}

function stepBlocks({ kind, body, visibility, by, files }: ToldStep, { recipient }: Told, t: Translate): Block[] {
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

function wayToAnswer({ recipient, sending, id, number, organisation }: Told, t: Translate): Block[] {
  const blocks: Block[] = []
  if (sending.publicUrl) {
    const path =
      recipient.kind === 'agent'
        ? `/tickets/${number}`
        : `/portail/tickets/${id}#pour=${writePass(sending.linkSecret, recipient.id, id)}`
    blocks.push({ kind: 'link', text: t(`mail.link.${recipient.kind}`), url: sending.publicUrl + path })
  }
  const how = sending.replyTo && recipient.kind === 'contact' ? [t('mail.how_to_answer', { number })] : []
  const small: Block = { kind: 'small', text: [...how, organisation.name].join('\n') }
  if (!sending.publicUrl || recipient.kind === 'agent') return [...blocks, small]
  return [...blocks, small, { kind: 'aside', text: t('mail.choose'), url: `${sending.publicUrl}/portail/compte` }]
}
