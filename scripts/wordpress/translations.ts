import { mo as moFiles, po as poFiles } from 'gettext-parser'

/** Message of the plugin. In gettext, a context distinguishes equal texts. */
type Message = { context: string; id: string }

/** Each French locale, since WordPress has no fallback among them. */
const locales = ['fr_FR', 'fr_BE', 'fr_CA']
const editorScript = 'blocks/blocks.js'

/**
 * Returns the French files of the plugin by name, in the formats that WordPress reads: for PHP, and for the script of
 * the blocks. Throws when a message has no translation, or when a translation has no message.
 * @param sources the plugin's files by their path
 * @param po the text of its .po file
 */
export function frenchFiles(sources: Map<string, string>, po: string): Map<string, Uint8Array> {
  const french = poFiles.parse(po, { validation: true })
  const frenchOf = ({ context, id }: Message) => french.translations[context]?.[id]?.msgstr[0] ?? ''
  const messages = [...sources].flatMap(([file, text]) => messagesOf(file, text))
  const missing = messages.filter((message) => frenchOf(message) === '')
  const gone = Object.entries(french.translations)
    .flatMap(([context, byId]) => Object.keys(byId).map((id) => ({ context, id })))
    .filter((kept) => kept.id && !messages.some(({ context, id }) => context === kept.context && id === kept.id))
  const lines = [
    ...missing.map(({ context, id }) => `without French: ${context} ${id}`),
    ...gone.map(({ context, id }) => `said nowhere: ${context} ${id}`),
  ]
  if (lines.length > 0) throw new Error(`the translation of the plugin:\n${lines.join('\n')}`)

  const compiled = moFiles.compile(french)
  const inEditor = messagesOf(editorScript, sources.get(editorScript) ?? '')
  return new Map(
    locales.flatMap((locale): [string, Uint8Array][] => [
      [`guichet-${locale}.mo`, compiled],
      [`guichet-${locale}-guichet-blocks.json`, scriptTranslation(locale, inEditor, frenchOf)],
    ]),
  )
}

/** Returns the .pot: every message of the plugin, for translators to begin with. */
export function template(sources: Map<string, string>, version: string): Uint8Array {
  const messages = [...sources].flatMap(([file, text]) => messagesOf(file, text))
  const byContext: Record<string, Record<string, { msgid: string; msgctxt?: string; msgstr: string[] }>> = {}
  for (const { context, id } of messages) {
    byContext[context] ??= {}
    byContext[context][id] = { msgid: id, ...(context && { msgctxt: context }), msgstr: [''] }
  }
  const headers = { 'Project-Id-Version': `Guichet ${version}`, 'Content-Type': 'text/plain; charset=utf-8' }
  return poFiles.compile({ charset: 'utf-8', headers, translations: byContext })
}

/** Returns the messages of a file that are to be translated. */
function messagesOf(file: string, text: string): Message[] {
  if (file.endsWith('/block.json')) return blockMessages(JSON.parse(text))
  if (!/\.(php|js)$/.test(file)) return []
  const calls = text.matchAll(
    /\b(?:__|_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e)\(\s*'((?:[^'\\]|\\.)+)',\s*'guichet'/g,
  )
  const messages = [...calls].map(([, id = '']) => ({ context: '', id: id.replaceAll(/\\(.)/g, '$1') }))
  // WordPress translates the plugin's own description, in the list of plugins.
  const description = /^ \* Plugin Name:/m.test(text) && /^ \* Description: +(.+)$/m.exec(text)?.[1]
  return description ? [...messages, { context: '', id: description }] : messages
}

/** WordPress translates these by the contexts that it gives them. */
function blockMessages(block: { title: string; description: string; keywords: string[] }): Message[] {
  return [
    { context: 'block title', id: block.title },
    { context: 'block description', id: block.description },
    ...block.keywords.map((id) => ({ context: 'block keyword', id })),
  ]
}

/** Returns a translation in the form that `wp.i18n` reads. */
function scriptTranslation(locale: string, messages: Message[], frenchOf: (message: Message) => string): Uint8Array {
  const entries = messages.map((message) => [message.id, [frenchOf(message)]])
  const header = { domain: 'messages', lang: locale, 'plural-forms': 'nplurals=2; plural=n > 1;' }
  const data = { domain: 'messages', locale_data: { messages: { '': header, ...Object.fromEntries(entries) } } }
  return new TextEncoder().encode(JSON.stringify(data))
}
