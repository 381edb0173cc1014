import { render } from 'preact'
import { brandTokens } from '../browser/brand.ts'
import { host, type TicketPreview } from './lib/host.ts'
import { showClient } from './lib/session.ts'
import { TicketPage } from './parts/ticket-page.tsx'
import { brandRules, pageStyles } from './styles.ts'

/**
 * `<guichet-ticket-preview>`: a client's page of a ticket, shown to an agent. Its property `preview` contains
 * everything; it sends no requests as the client and stores nothing in the browser.
 */
class GuichetTicketPreview extends HTMLElement {
  #preview: TicketPreview | null = null
  #brand = new CSSStyleSheet()

  get preview() {
    return this.#preview
  }

  set preview(preview: TicketPreview | null) {
    this.#preview = preview
    this.draw()
  }

  connectedCallback() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    shadow.adoptedStyleSheets = [pageStyles(), this.#brand]
    this.draw()
  }

  disconnectedCallback() {
    if (this.shadowRoot) render(null, this.shadowRoot)
    host.preview = null
  }

  private draw() {
    const preview = this.#preview
    if (!preview || !this.shadowRoot || !this.isConnected) return
    host.preview = preview
    showClient(preview.reader)
    const { colour } = preview.reader.organisation.look
    this.#brand.replaceSync(brandRules(colour ? brandTokens(colour) : {}))
    render(
      <div class="page" lang={preview.reader.locale}>
        <TicketPage key={`${preview.reader.id} ${preview.ticket.id}`} ticket={preview.ticket} onChange={() => {}} />
      </div>,
      this.shadowRoot,
    )
  }
}

customElements.define('guichet-ticket-preview', GuichetTicketPreview)
