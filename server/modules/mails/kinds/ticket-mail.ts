import type { Locale } from '../../../../contract/enums.ts'
import { fieldWords, valueWords } from '../../../../i18n/change-words.ts'
import { translateMail } from '../../../../i18n/mail/index.ts'
import { ordinalDay } from '../../../../i18n/ordinal-day.ts'
import { translatePortal } from '../../../../i18n/portal/index.ts'
import { cleanHtml, plainText } from '../../tickets/index.ts'
import { unsubscribeUrl } from '../passes.ts'
import type { Letterhead } from './letterhead.ts'
import { listLinkBlocks } from './link-blocks.ts'
import type { MailKind, MailTranslate, ResolvedRecipient } from './mail-kind.ts'
import { type MailEvent, type MailStep, readTicketMail, type TicketMailContent } from './read-ticket-mail.ts'
import { type Block, type MailBody, renderMail } from './render-mail.ts'

/** Composes a mail about the news of a ticket. Clients can unsubscribe with one click. */
export const ticketMail: MailKind = async (db, mail, context) => {
  const content = await readTicketMail(db, mail)
  if (!content) return null
  const { publicUrl, linkSecret } = context.sending
  const unsubscribe =
    mail.contact_id && publicUrl ? unsubscribeUrl(publicUrl, linkSecret, mail.contact_id, mail.address) : null
  return { ...composeTicketMail({ ...content, ...context }), unsubscribe }
}

/** Lays a mail about a ticket out in the recipient's language: the events, and links to answer. */
export function composeTicketMail(content: TicketMailContent): MailBody & { textWithoutLinks: string } {
  const { locale } = content.recipient
  const t: MailTranslate = (key, values) => translateMail(locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t('mail.greeting', { name: content.recipient.name }) },
    ...aboutBlocks(content, t),
    ...content.events.flatMap((event) => eventBlocks(event, content, t)),
    ...listLinkBlocks(content, t),
  ]
  const lay = (which: Block[]) => renderMail(subjectOf(content, t), which, locale, content.letterhead)
  return { ...lay(blocks), textWithoutLinks: lay(blocks.filter((block) => !('url' in block))).text }
}

/** Names the client's request. An opening names it anyway. */
function aboutBlocks({ recipient, events, number, title }: TicketMailContent, t: MailTranslate): Block[] {
  if (recipient.kind === 'agent' || events.some(({ name }) => name === 'ticket.created')) return []
  return [{ kind: 'line', text: t('mail.about', { number, title }) }]
}

/** Returns the subject: the last status, else the opening, else a mention of news. */
function subjectOf({ events, recipient, number, title }: TicketMailContent, t: MailTranslate): string {
  const status = statusIn(events.findLast((event) => statusIn(event)) ?? events[0])
  const isOpening = events.some(({ name }) => name === 'ticket.created')
  const about = status
    ? statusName(status, recipient)
    : isOpening && recipient.kind === 'contact'
      ? statusName('opened', recipient)
      : t(isOpening ? 'mail.opening.agent' : 'mail.news')
  return `${about} – ${title} [T-${number}]`
}

function statusIn(event: MailEvent | undefined): string | undefined {
  return event?.changes.find(({ field }) => field === 'status')?.to as string | undefined
}

/** Returns the name of a status for its reader. Clients know the names of their own page. */
const statusName = (status: string, { kind, locale }: ResolvedRecipient) =>
  kind === 'contact'
    ? translatePortal(locale, `status.${status as 'opened'}`)
    : translateMail(locale, `status.${status as 'opened'}`)

function eventBlocks(event: MailEvent, content: TicketMailContent, t: MailTranslate): Block[] {
  if (event.name === 'ticket.created') return openingBlocks(content, t)
  const status = statusIn(event)
  const blocks: Block[] = []
  if (status) blocks.push(...statusBlocks(status, event, content, t))
  else if (content.recipient.kind === 'agent' && !event.step)
    blocks.push({ kind: 'line', text: changeLine(event, content, t) })
  if (event.step) blocks.push(...stepBlocks(event.step, content, t))
  return blocks
}

function openingBlocks(
  { recipient, number, title, description, company, concerned }: TicketMailContent,
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

function statusBlocks(status: string, event: MailEvent, content: TicketMailContent, t: MailTranslate): Block[] {
  const { recipient, number, title, letterhead } = content
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

/** Formats a day like “mardi 2 décembre”. */
function dayOf(iso: string, locale: Locale, { timeZone }: Letterhead): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const
  return ordinalDay(locale, new Intl.DateTimeFormat(languageOf(locale), day).format(new Date(iso)))
}

const languageOf = (locale: Locale) => (locale === 'en' ? 'en-GB' : 'fr-FR')

/** Formats changes as the history does: “Karim Benali: Priority: normal → high”. */
function changeLine(
  { by, changes }: MailEvent,
  { recipient, letterhead, number }: TicketMailContent,
  t: MailTranslate,
): string {
  const format = new Intl.DateTimeFormat(languageOf(recipient.locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: letterhead.timeZone,
  })
  const date = (iso: string) => ordinalDay(recipient.locale, format.format(new Date(iso)))
  const lines = changes.map(
    ({ field, from, to }) =>
      `${fieldWords(t, field)} : ${valueWords(t, field, from, date)} → ${valueWords(t, field, to, date)}`,
  )
  return t('mail.changed_by', { by: by ?? t('mail.guichet'), number, changes: lines.join(' ; ') })
}

function stepBlocks(
  { kind, body, visibility, by, files }: MailStep,
  { recipient }: TicketMailContent,
  t: MailTranslate,
): Block[] {
  const inside = recipient.kind === 'agent' && visibility === 'internal' ? ` (${t('story.internal')})` : ''
  const title = `${by} · ${t(`step.${kind}`)}${inside}`
  const quote: Block = { kind: 'quote', title, html: cleanHtml(body), text: linesOf(body) }
  if (files.length === 0) return [quote]
  return [quote, { kind: 'line', text: t('mail.files', { count: files.length, names: files.join(', ') }) }]
}

/** Converts rich text to plain lines, one for each paragraph or item. */
function linesOf(html: string): string {
  return html
    .split(/<\/(?:p|li|h3|pre|blockquote)>|<br\s*\/?>/)
    .map(plainText)
    .filter((line) => line !== '')
    .join('\n')
}
