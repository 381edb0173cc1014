import {
  type PortalSecrets,
  portalAddress,
  portalPaths,
  ticketPath,
} from '../../../../contract/rules/page-addresses.ts'
import { pathToHash } from '../../../../contract/rules/website-hash.ts'
import { translatePortal } from '../../../../i18n/portal/index.ts'
import { writeActPass, writePass } from '../passes.ts'
import type { MailTranslate } from './mail-kind.ts'
import type { TicketMailContent } from './read-ticket-mail.ts'
import type { Block } from './render-mail.ts'

/** Returns the links of a ticket's mail. Opening one changes nothing, since mail scanners open links too. */
export function listLinkBlocks(content: TicketMailContent, t: MailTranslate): Block[] {
  const { recipient, sending, number } = content
  const { publicUrl } = sending
  if (recipient.kind === 'agent')
    return publicUrl ? [{ kind: 'link', text: t('mail.link.agent'), url: publicUrl + ticketPath(number) }] : []
  const blocks: Block[] = publicUrl ? clientLinks(content, publicUrl, t) : []
  if (sending.replyTo) blocks.push({ kind: 'small', text: t('mail.how_to_answer', { number }) })
  if (publicUrl)
    blocks.push({ kind: 'aside', text: t('mail.choose'), url: publicUrl + portalAddress(portalPaths.account) })
  return blocks
}

function clientLinks(content: TicketMailContent, publicUrl: string, t: MailTranslate): Block[] {
  const { recipient, sending, id, number, status, closedAt, websitePage } = content
  const page = (secrets: PortalSecrets) => publicUrl + portalAddress(ticketPath(id), secrets)
  const pour = writePass(sending.linkSecret, recipient.id, id)
  const follow: Block = {
    kind: 'link',
    text: t('mail.link.contact'),
    url: websitePage ? websitePage + pathToHash(ticketPath(number)) : page({ pour }),
  }
  if (status !== 'resolved' || closedAt === null) return [follow]
  const { locale } = recipient
  const act = writeActPass(sending.linkSecret, recipient.id, { ticketId: id, closedAt })
  const each = [1, 2, 3, 4, 5].map((count) => ({
    name: translatePortal(locale, 'rate.stars', { count }),
    url: page({ avis: act, pour, note: String(count) }),
  }))
  return [
    follow,
    { kind: 'second', text: translatePortal(locale, 'act.contest'), url: page({ contester: act, pour }) },
    { kind: 'stars', text: translatePortal(locale, 'rate.title'), url: page({ avis: act, pour }), each },
  ]
}
