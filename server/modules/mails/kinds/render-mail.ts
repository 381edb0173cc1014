import type { Locale } from '../../../../contract/enums.ts'
import { escapeHtml } from '../../../../contract/rules/rich-text.ts'
import type { InlineImage } from '../../../platform/smtp.ts'
import { type Letterhead, renderFooter, renderHeader } from './letterhead.ts'

/** Piece of a mail, with a form in plain text and one in HTML. */
export type Block =
  | { kind: 'line'; text: string }
  /** Status of a request, as the client's page names it. */
  | { kind: 'state'; text: string }
  /** Sanitised rich text, with the name of its author. */
  | { kind: 'quote'; title: string; html: string; text: string }
  | { kind: 'link'; text: string; url: string }
  /** Secondary button. */
  | { kind: 'second'; text: string; url: string }
  /** Five stars, each a link. `url` leads to the rating without a choice of stars. */
  | { kind: 'stars'; text: string; url: string; each: { name: string; url: string }[] }
  | { kind: 'small'; text: string }
  /** Minor link. */
  | { kind: 'aside'; text: string; url: string }

export type MailBody = { subject: string; text: string; html: string; images: InlineImage[] }

/** Renders a mail as plain text and as HTML that works in dark mode and loads nothing remote. */
export function renderMail(subject: string, blocks: Block[], locale: Locale, letterhead: Letterhead): MailBody {
  return {
    subject,
    text: `${[...blocks.map(blockText), renderFooter(letterhead, locale).text].join('\n\n')}\n`,
    html: asHtml(blocks, locale, letterhead),
    images: letterhead.logo ? [letterhead.logo] : [],
  }
}

function blockText(block: Block): string {
  if (block.kind === 'quote') return `${block.title}\n${indent(block.text)}`
  return 'url' in block ? `${block.text}\n${block.url}` : block.text
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

function asHtml(blocks: Block[], locale: Locale, letterhead: Letterhead): string {
  const body = blocks.map((block) => blockHtml(block, letterhead.colour)).join('\n')
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
${renderHeader(letterhead)}
${body}
${renderFooter(letterhead, locale).html}
</div></body></html>
`
}

const button = 'display:inline-block;padding:10px 18px;border-radius:8px;text-decoration:none'

function blockHtml(block: Block, colour: string): string {
  const text = escapeHtml(block.text).replaceAll('\n', '<br>')
  const href = 'url' in block ? escapeHtml(block.url) : ''
  if (block.kind === 'line') return `<p style="margin:0 0 16px">${text}</p>`
  if (block.kind === 'state') return `<p style="margin:0 0 4px;font-size:20px;font-weight:600">${text}</p>`
  if (block.kind === 'small') return `<p style="margin:24px 0 0;font-size:13px;opacity:.75">${text}</p>`
  if (block.kind === 'aside')
    return `<p style="margin:8px 0 0;font-size:13px;opacity:.75"><a href="${href}" style="color:inherit">${text}</a></p>`
  if (block.kind === 'link')
    return `<p style="margin:24px 0 16px"><a href="${href}" style="${button};background:${colour};color:#fff">${text}</a></p>`
  if (block.kind === 'second')
    return `<p style="margin:16px 0"><a href="${href}" style="${button};border:1px solid #8a8a8a;color:inherit">${text}</a></p>`
  if (block.kind === 'stars') return starsHtml(text, block.each)
  return `<div style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid ${colour}">
<p style="margin:0 0 4px;font-size:13px;opacity:.75">${escapeHtml(block.title)}</p>${block.html.replaceAll('<p>', '<p style="margin:0 0 8px">')}</div>`
}

/** Amber that is legible in light and dark mode. */
const starStyle =
  'display:inline-block;padding:4px 6px;font-size:30px;line-height:36px;color:#b9770e;text-decoration:none'

function starsHtml(text: string, each: { name: string; url: string }[]): string {
  const stars = each.map(
    ({ name, url }) =>
      `<a href="${escapeHtml(url)}" style="${starStyle}" title="${escapeHtml(name)}" aria-label="${escapeHtml(name)}">☆</a>`,
  )
  return `<p style="margin:24px 0 0">${text}</p>\n<p style="margin:0 0 16px">${stars.join('')}</p>`
}
