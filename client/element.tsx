import { effect } from '@preact/signals'
import { render } from 'preact'
import { brandTokens } from '../browser/brand.ts'
import { followPage, tokens } from '../browser/element-theme.ts'
import { host, readAttributes } from './lib/host.ts'
import { look } from './lib/session.ts'
import { Portal } from './portal.tsx'
import base from './styles/base.css?inline'
import files from './styles/files.css?inline'
import frame from './styles/frame.css?inline'
import list from './styles/list.css?inline'
import ticket from './styles/ticket.css?inline'
import writing from './styles/writing.css?inline'

const styles = [tokens, base, frame, list, ticket, files, writing].join('')

/**
 * The page of a client, in a shadow of its own: the page around it gives it colours by setting the variables of
 * ui/tokens.css on the element (`guichet-portal { --accent: … }`), and nothing else reaches it. In the page of a website
 * its attributes are read: `token-url`, and `server` when the script is not Guichet's own.
 */
class GuichetPortal extends HTMLElement {
  #stop = () => {}

  connectedCallback() {
    readAttributes(this)
    if (!host.isOwn) followPage(this)
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    // Made by script, which a policy without inline styles allows.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    const brand = new CSSStyleSheet()
    shadow.adoptedStyleSheets = [sheet, brand]
    // The page around it says itself what its colours are.
    if (host.isOwn) this.#stop = effect(() => brand.replaceSync(brandOf(look.value?.colour)))
    render(<Portal />, shadow)
  }

  disconnectedCallback() {
    this.#stop()
    if (this.shadowRoot) render(null, this.shadowRoot)
  }
}

function brandOf(colour: string | null | undefined): string {
  const tokens = Object.entries(colour ? brandTokens(colour) : {})
  return `:host { ${tokens.map(([name, value]) => `${name}: ${value};`).join(' ')} }`
}

customElements.define('guichet-portal', GuichetPortal)
