const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] ?? char)

/** What was typed without an editor, as the paragraphs an editor would have made of it: more may follow the last space. */
export const htmlOf = (text: string): string =>
  text
    .trimStart()
    .replace(/\n\s*$/, '')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')

/** The words of a piece of rich text. */
export function textOf(html: string): string {
  const document = new DOMParser().parseFromString(
    html.replace(/<br\s*\/?>/g, '\n').replace(/<\/(p|li|h\d|blockquote|pre)>/g, '</$1>\n\n'),
    'text/html',
  )
  return (document.body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim()
}

export const isBlank = (html: string) => html.replace(/<[^>]*>|&nbsp;|\s/g, '') === ''
