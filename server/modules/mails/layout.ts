import { escapeHtml } from '../tickets/index.ts'

/** One piece of a mail, told once in plain text and once in HTML. */
export type Block =
  | { kind: 'line'; text: string }
  /** Cleaned rich text, with the name of its author. */
  | { kind: 'quote'; title: string; html: string; text: string }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'small'; text: string }
  /** A link that nobody is called to follow. */
  | { kind: 'aside'; text: string; url: string }

export function asText(blocks: Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`
}

function blockText(block: Block): string {
  if (block.kind === 'quote') return `${block.title}\n${indent(block.text)}`
  if (block.kind === 'link' || block.kind === 'aside') return `${block.text}\n${block.url}`
  return block.kind === 'small' ? `-- \n${block.text}` : block.text
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

/** Readable everywhere, dark screens included: no image, no remote thing, no style sheet. */
export function asHtml(blocks: Block[], locale: string): string {
  const body = blocks.map(blockHtml).join('\n')
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto">
${body}
</div></body></html>
`
}

function blockHtml(block: Block): string {
  const text = escapeHtml(block.text).replaceAll('\n', '<br>')
  if (block.kind === 'line') return `<p style="margin:0 0 16px">${text}</p>`
  if (block.kind === 'small') return `<p style="margin:24px 0 0;font-size:13px;opacity:.75">${text}</p>`
  if (block.kind === 'aside')
    return `<p style="margin:8px 0 0;font-size:13px;opacity:.75"><a href="${escapeHtml(block.url)}" style="color:inherit">${text}</a></p>`
  if (block.kind === 'link')
    return `<p style="margin:24px 0"><a href="${escapeHtml(block.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#0f5fd7;color:#fff;text-decoration:none">${text}</a></p>`
  return `<div style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #0f5fd7">
<p style="margin:0 0 4px;font-size:13px;opacity:.75">${escapeHtml(block.title)}</p>${block.html}</div>`
}
