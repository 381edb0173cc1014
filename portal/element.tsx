import { effect } from '@preact/signals'
import { render } from 'preact'
import { brandTokens } from '../browser/brand.ts'
import { applyPageTheme } from '../browser/element-theme.ts'
import { host, readAttributes } from './lib/host.ts'
import { look } from './lib/session.ts'
import { Portal } from './portal.tsx'
import { brandRules, pageStyles } from './styles.ts'

/**
 * Client portal in its own shadow root. The surrounding page can only set the variables of ui/tokens.css on the element
 * (`guichet-portal { --accent: … }`). In a page of a website, the attributes `token-url` and, for scripts from
 * elsewhere, `server` apply.
 */
class GuichetPortal extends HTMLElement {
  #stop = () => {}

  connectedCallback() {
    readAttributes(this)
    if (!host.isOwn) applyPageTheme(this)
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const brand = new CSSStyleSheet()
    shadow.adoptedStyleSheets = [pageStyles(), brand]
    // The surrounding page sets the colours itself.
    if (host.isOwn) this.#stop = effect(() => brand.replaceSync(brandRules(tokensOf(look.value?.colour))))
    render(<Portal />, shadow)
  }

  disconnectedCallback() {
    this.#stop()
    if (this.shadowRoot) render(null, this.shadowRoot)
  }
}

const tokensOf = (colour: string | null | undefined) => (colour ? brandTokens(colour) : {})

customElements.define('guichet-portal', GuichetPortal)
