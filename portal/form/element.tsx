import { render } from 'preact'
import { applyPageTheme, themeTokens } from '../../browser/element-theme.ts'
import { locales } from '../../contract/enum-values.ts'
import type { Locale } from '../../contract/enums.ts'
import filePicker from '../file-picker/file-picker.css?inline'
import style from './form.css?inline'
import { SiteForm } from './form.tsx'
import type { FormPreview } from './preview.tsx'

const home = new URL(import.meta.url).origin

/** Returns the page's language if we have it, else the browser's. */
function localeOf(element: HTMLElement): Locale {
  const page = element.closest('[lang]')?.getAttribute('lang') ?? ''
  const known = [page, ...navigator.languages].map((one) => one.slice(0, 2).toLowerCase())
  return known.find((one): one is Locale => locales.includes(one as Locale)) ?? 'fr'
}

/**
 * `<guichet-form form="ID">`: a form in its own shadow root, in a page of any origin. The page sets its colours by the
 * variables of ui/tokens.css on the element. `server` is the URL of Guichet for scripts from elsewhere; `token-url` is
 * the website's endpoint that identifies its signed-in user. The property `preview` shows a form that is being composed
 * instead, without any request.
 */
class GuichetForm extends HTMLElement {
  static observedAttributes = ['form', 'server', 'token-url']
  #preview: FormPreview | null = null
  #part: typeof import('./preview.tsx') | null = null

  get preview() {
    return this.#preview
  }

  set preview(form: FormPreview | null) {
    this.#preview = form
    // Loaded on demand: visitors never see a preview.
    if (form && !this.#part)
      import('./preview.tsx').then((part) => {
        this.#part = part
        if (this.isConnected) this.draw()
      })
    else if (this.isConnected && this.shadowRoot) this.draw()
  }

  connectedCallback() {
    applyPageTheme(this)
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    // Constructed by script, which policies without inline styles allow.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(themeTokens + style + filePicker)
    shadow.adoptedStyleSheets = [sheet]
    this.draw()
  }

  attributeChangedCallback() {
    if (this.isConnected && this.shadowRoot) this.draw()
  }

  disconnectedCallback() {
    if (this.shadowRoot) render(null, this.shadowRoot)
  }

  private draw() {
    const given = this.getAttribute('server')
    const server = given ? new URL(given, document.baseURI).origin : home
    const formId = this.getAttribute('form') ?? ''
    const tokenUrl = this.getAttribute('token-url')
    const locale = localeOf(this)
    const Previewed = this.#part?.PreviewedForm
    if (this.#preview && !Previewed) return
    const shown =
      this.#preview && Previewed ? (
        <Previewed form={this.#preview} locale={locale} />
      ) : (
        <SiteForm
          key={`${server} ${formId} ${tokenUrl}`}
          server={server}
          formId={formId}
          tokenUrl={tokenUrl}
          locale={locale}
        />
      )
    if (this.shadowRoot) render(shown, this.shadowRoot)
  }
}

customElements.define('guichet-form', GuichetForm)
