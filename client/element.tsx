import { render } from 'preact'
import tokens from '../ui/tokens.css?inline'
import base from './base.css?inline'
import style from './portal.css?inline'
import { Portal } from './portal.tsx'

/**
 * The page of a client, in a shadow of its own: the page around it gives it colours by setting the variables of
 * ui/tokens.css on the element (`guichet-portal { --accent: … }`), and nothing else reaches it.
 */
class GuichetPortal extends HTMLElement {
  connectedCallback() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    // Made by script, which a policy without inline styles allows.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(tokens.replaceAll(':root', ':host') + base + style)
    shadow.adoptedStyleSheets = [sheet]
    render(<Portal />, shadow)
  }

  disconnectedCallback() {
    if (this.shadowRoot) render(null, this.shadowRoot)
  }
}

customElements.define('guichet-portal', GuichetPortal)
