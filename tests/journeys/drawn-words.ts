import type { Page } from 'playwright-core'
import type { Locale } from '../../contract/enums.ts'
import { shortName } from '../../desk/lib/short-name.ts'
import { en as deskEn } from '../../i18n/en/index.ts'
import { en as formEn } from '../../i18n/form/en.ts'
import { fr as formFr } from '../../i18n/form/fr.ts'
import { fr as deskFr } from '../../i18n/fr/index.ts'
import { en as portalEn } from '../../i18n/portal/en.ts'
import { fr as portalFr } from '../../i18n/portal/fr.ts'

/** Tells words of a screen that are neither messages of its language nor data. */

const messages: Record<Locale, string[]> = {
  fr: [deskFr, portalFr, formFr].flatMap((catalogue) => Object.values<string>(catalogue)),
  en: [deskEn, portalEn, formEn].flatMap((catalogue) => Object.values<string>(catalogue)),
}

/** Words of dates, besides the names of months and days. */
const dateWords: Record<Locale, string> = {
  fr: 'aujourd’hui|avant-hier|hier|après-demain|demain|maintenant|il y a|dans|à|le|er|min|h|s|j|mois|ans?',
  en: 'today|yesterday|tomorrow|now|ago|in|at|min|hr|h|sec|s|days?|mo|yr',
}
/** Names, numbers of tickets and keys, which are written alike in both languages. */
const names =
  /^(guichet|english|français|ctrl( k)?|esc|smtp|starttls|tls|csv|api|pdf|php|node|wordpress|chrome|linux|[a-zà-ü]{1,2}|t-\d+)$/

const plain = (text: string) =>
  text
    .replace(/[\u00a0\u202f\s↵↑↓⌘]+/g, ' ')
    .replaceAll("'", '’')
    .trim()
    .toLowerCase()
const hasLetters = (text: string) => /\p{L}/u.test(text)
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const isPattern = (text: string) => text.includes('{') && hasLetters(text.replace(/\{\w+\}/g, ''))

function patternOf(message: string): RegExp {
  const source = plain(message)
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return escaped(part)
      const [, one, many] = part.slice(1, -1).split('|')
      if (one === undefined || many === undefined) return '(.+?)'
      return `(?:${[one, many].map((form) => escaped(form).replace('#', '[\\d .,+]+')).join('|')})`
    })
  return new RegExp(`^${source.join('')}$`, 'u')
}

function datePattern(locale: Locale): RegExp {
  const language = locale === 'en' ? 'en-GB' : 'fr-FR'
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)))
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)))
  const written = (['long', 'short'] as const).flatMap((style) => [
    ...months.map((date) => date.toLocaleDateString(language, { month: style, timeZone: 'UTC' })),
    ...days.map((date) => date.toLocaleDateString(language, { weekday: style, timeZone: 'UTC' })),
  ])
  const words = written.sort((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')}|${dateWords[locale]})(?!\\p{L})`, 'giu')
}

const separators = [/ ?[·|→] ?/, / ?: /, /, /, / ?[();«»“”] ?/, / (?:et|and) /]
const byLength = (a: string, b: string) => b.length - a.length

/** Follows what the server answers to a page, and explains the page's words by it and by the catalogues. */
export function wordsOf(page: Page, locale: Locale) {
  const whole = new Set(messages[locale].map(plain))
  const patterns = messages[locale].filter(isPattern).map(patternOf)
  const dates = datePattern(locale)
  const data = new Set<string>()
  const readings: Promise<void>[] = []
  page.on('response', (response) => {
    if (!response.headers()['content-type']?.startsWith('application/json')) return
    readings.push(
      response.json().then(
        (body) => {
          for (const text of stringsIn(body)) data.add(text)
        },
        () => {},
      ),
    )
  })

  function isExplained(said: string, depth = 0): boolean {
    if (!hasLetters(said) || names.test(said) || whole.has(said) || data.has(said)) return true
    if (!hasLetters(said.replace(dates, ''))) return true
    if (said.length > 12 && [...data].some((known) => known.includes(said))) return true
    return depth < 4 && (isMade(said, depth + 1) || isComposed(said, depth + 1) || isDataBeside(said, depth + 1))
  }

  const isMade = (said: string, depth: number) =>
    patterns.some((pattern) =>
      pattern
        .exec(said)
        ?.slice(1)
        .every((value) => isExplained(value, depth)),
    )

  const isComposed = (said: string, depth: number) =>
    separators.some((separator) => {
      const parts = said.split(separator).filter(Boolean)
      return (parts.length > 1 || parts[0] !== said) && parts.every((part) => isExplained(part, depth))
    })

  function isDataBeside(said: string, depth: number) {
    const [longest] = [...data].filter((known) => known.length > 3 && said.includes(known)).sort(byLength)
    return longest !== undefined && said.split(longest).every((rest) => isExplained(rest.trim(), depth))
  }

  return {
    /** Lists words of the screen that are in no catalogue of the language and in no answer of the server. */
    async strays(): Promise<string[]> {
      const drawn = await page.evaluate<string[]>(drawnTexts)
      await Promise.all(readings)
      return [...new Set(drawn)].filter((text) => !isExplained(plain(text)))
    },
  }
}

/** Strings of an answer, rich text by its pieces, names also by the first name. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const pieces = value.split(/<[^>]*>|\n/)
    return [value, ...pieces, shortName(value)].map(plain).filter(Boolean)
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Texts, labels, titles and placeholders that are shown, in elements' shadows too; what a client sees is in their language. */
const drawnTexts = `(() => {
  const texts = []
  const attributes = ['aria-label', 'title', 'placeholder', 'alt']
  function read(root) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot && !element.matches('guichet-ticket-preview')) read(element.shadowRoot)
      if (element.matches('script, style, option[data-zone]') || !element.checkVisibility()) continue
      for (const name of attributes) texts.push(element.getAttribute(name))
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.data)
    }
  }
  read(document.body)
  texts.push(document.title)
  return texts.filter(Boolean).map((text) => text.trim()).filter(Boolean)
})()`
