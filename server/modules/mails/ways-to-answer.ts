import { translatePortal } from '../../../i18n/portal/index.ts'
import type { Block } from './layout.ts'
import { writeActPass, writePass } from './passes.ts'
import type { MailTranslate, TicketNews } from './ticket-mail.ts'

/** Returns the links of a ticket's mail. None changes anything by being opened: programs that read mail open them too. */
export function waysToAnswer(told: TicketNews, t: MailTranslate): Block[] {
  const { recipient, sending, number } = told
  const { publicUrl } = sending
  if (recipient.kind === 'agent')
    return publicUrl ? [{ kind: 'link', text: t('mail.link.agent'), url: `${publicUrl}/tickets/${number}` }] : []
  const blocks: Block[] = publicUrl ? clientLinks(told, publicUrl, t) : []
  if (sending.replyTo) blocks.push({ kind: 'small', text: t('mail.how_to_answer', { number }) })
  if (publicUrl) blocks.push({ kind: 'aside', text: t('mail.choose'), url: `${publicUrl}/portail/compte` })
  return blocks
}

function clientLinks(news: TicketNews, publicUrl: string, t: MailTranslate): Block[] {
  const { recipient, sending, id, number, status, closedAt, websitePage } = news
  const page = `${publicUrl}/portail/tickets/${id}`
  const pass = `pour=${writePass(sending.linkSecret, recipient.id, id)}`
  const follow: Block = {
    kind: 'link',
    text: t('mail.link.contact'),
    url: websitePage ? `${websitePage}#guichet=T-${number}` : `${page}#${pass}`,
  }
  if (status !== 'resolved' || closedAt === null) return [follow]
  const { locale } = recipient
  const act = writeActPass(sending.linkSecret, recipient.id, { ticketId: id, closedAt })
  const rate = `${page}#avis=${act}&${pass}`
  const each = [1, 2, 3, 4, 5].map((count) => ({
    name: translatePortal(locale, 'rate.stars', { count }),
    url: `${rate}&note=${count}`,
  }))
  return [
    follow,
    { kind: 'second', text: translatePortal(locale, 'act.contest'), url: `${page}#contester=${act}&${pass}` },
    { kind: 'stars', text: translatePortal(locale, 'rate.title'), url: rate, each },
  ]
}
