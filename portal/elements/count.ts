import type { count } from '../../contract/api-keys.ts'
import type { Locale } from '../../contract/enums.ts'
import type { Reply } from '../../contract/route.ts'
import { translateCount } from '../../i18n/count.ts'
import styles from './count.css?inline'

/** Refresh interval in milliseconds, while the page is visible. */
const everyMs = 30_000

/**
 * Number of tickets that an agent has to handle, for another program's dashboard: `<guichet-count agent="ID" key="KEY"
 * lang="fr"></guichet-count>`. Without a response it keeps the last number. Colours set by the surrounding page:
 * --guichet-ink, --guichet-muted, --guichet-late.
 */
class GuichetCount extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #again = () => void this.#read()

  connectedCallback() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    shadow.adoptedStyleSheets = [sheet]
    this.setAttribute('role', 'status')
    this.#again()
    this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#again(), everyMs)
    document.addEventListener('visibilitychange', this.#again)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
    document.removeEventListener('visibilitychange', this.#again)
  }

  get #locale(): Locale {
    const lang = this.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
    return lang.startsWith('en') ? 'en' : 'fr'
  }

  async #read() {
    // The origin of this script, unless the element names another.
    const server = new URL(this.getAttribute('server') ?? import.meta.url, document.baseURI).origin
    const address = `${server}/api/count?agentId=${this.getAttribute('agent')}`
    const headers = { authorization: `Bearer ${this.getAttribute('key')}` }
    const response = await fetch(address, { headers }).catch(() => null)
    const answer: Reply<typeof count.show> | null = response?.ok ? await response.json() : null
    if (answer) {
      const { toHandle, late } = answer
      this.#show(number(toHandle), 'count.to_handle', { count: toHandle.count })
      if (late.count > 0) this.#add('late', translateCount(this.#locale, 'count.late', { count: late.count }))
    } else if (!this.shadowRoot?.firstChild) this.#show('–', 'count.unread', {})
  }

  #show(figure: string, key: Parameters<typeof translateCount>[1], values: Record<string, number>) {
    this.shadowRoot?.replaceChildren()
    this.#add('figure', figure)
    this.#add('words', translateCount(this.#locale, key, values))
  }

  #add(part: string, text: string) {
    const element = document.createElement('span')
    element.className = part
    element.part.add(part)
    element.textContent = text
    this.shadowRoot?.append(element, ' ')
  }
}

const number = ({ count: found, capped }: { count: number; capped: boolean }) => `${found}${capped ? '+' : ''}`

customElements.define('guichet-count', GuichetCount)
