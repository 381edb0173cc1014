import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { richTextElements } from '../../contract/rules/rich-text.ts'
import { openBrowser, openPage, photograph, type Seat, takeSeat } from '../browser.ts'
import { aContact, uploads } from '../factories.ts'
import { guestWithPass } from '../guest-form.ts'
import { administrator } from '../guichet.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { sendRow } from '../send-row.ts'
import { siteToken } from '../site-token.ts'
import { htmlPartOf } from '../smtp-sink.ts'
import { enter, messages } from './client-screen.ts'
import { story, title } from './ticket-screen.ts'

/**
 * A guest, a partner, a web site's user and a row of a spreadsheet write markup in every field that they have. Karim reads
 * them at the desk, the partner on the client's page, both in their mails: no page leaves, nothing is fetched, and no element
 * stands there that was not on the allowed list.
 */
let guichet: MailingGuichet
let browser: Browser
let lure: Server
let lured = 0
const seats: Record<string, Seat> = {}
const happened: string[] = []
const numbers: Record<string, number> = {}
const screenOf = (name: string) => seats[name]?.page as Page

const address = () => `http://127.0.0.1:${(lure.address() as AddressInfo).port}`
/** Short enough for a field of one line; `who` tells the field and its author. */
const name = (who: string) =>
  `${who}<meta http-equiv=refresh content="0;url=${address()}"><p>x</p><img src="${address()}/i" onerror=alert(1)>`
const words = (who: string) =>
  [
    `<p>Bonjour de ${who}</p><meta http-equiv="refresh" content="0;url=${address()}/meta"><base href="${address()}/">`,
    `<script>alert(1)</script><style>@import url(${address()}/style)</style><iframe src="${address()}/frame"></iframe>`,
    `<svg onload=alert(1)><image href="${address()}/svg"/></svg><a href="javascript:alert(1)">ici</a>`,
    `<form action="${address()}/form"><input autofocus onfocus=alert(1)></form><link rel=stylesheet href="${address()}/css">`,
  ].join('\n')

beforeAll(async () => {
  lure = createServer((_request, answer) => {
    lured += 1
    answer.end()
  }).listen(0, '127.0.0.1')
  await once(lure, 'listening')
  guichet = await startMailingGuichet()
  const { by, base, sink, karim } = guichet
  await by.call(api.mail.changeSettings, { body: { gatherSeconds: 0 } })
  await aContact(by, { name: name('Anne connue'), email: 'anne@exemple.test' })
  await aContact(by, { name: 'Pia', email: 'pia@pro.test', kind: 'partner' })
  browser = await openBrowser()
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.lea = await takeSeat(browser, base, administrator.email, administrator.password)
  seats.pia = await openPage(browser, base)
  await enter(screenOf('pia'), sink, 'pia@pro.test')
  seats.mails = await openPage(browser, base)
  for (const [who, { page }] of Object.entries(seats)) {
    page.on('dialog', (dialog) => {
      happened.push(`${who}: a dialog`)
      return dialog.dismiss()
    })
    page.context().on('request', (request) => {
      if (!request.url().startsWith(base)) happened.push(`${who}: ${request.url()}`)
    })
  }
  await writeMarkup()
})

afterAll(async () => {
  await guichet?.stop()
  lure?.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  expect(happened).toEqual([])
  expect(lured).toBe(0)
})

/** Has the guest, the partner, the web site's user and the row of a spreadsheet send markup in all their fields. */
async function writeMarkup() {
  const { by, base } = guichet
  const fields = (
    ['name', 'email', 'phone', 'company', 'subject', 'description', 'machine', 'line', 'files'] as const
  ).map((kind) => ({ id: kind, kind, label: kind, required: false, options: [] }))
  const form = await by.call(api.forms.create, { body: { name: 'Aide', title: 'Aide', fields } })
  const guest = await guestWithPass({ base }, form.id)
  const file = await guest.call(api.forms.upload, {
    params: { id: form.id },
    query: { name: name('fichier') },
    body: new File(['x'], 'any'),
  })
  const line = name('invitée').slice(0, 200)
  const answers = {
    ...{ name: line, email: 'anne@exemple.test', company: line, subject: line, machine: line, line },
    description: words('l’invitée'),
  }
  await guest.call(api.forms.submit, {
    params: { id: form.id },
    body: { answers, attachmentIds: [file.id], consent: false, locale: 'fr', website: '' },
  })

  const cookie = (await screenOf('pia').context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const pia = client({ base, headers: () => ({ cookie, origin: base }) })
  const attachmentIds = await uploads(
    { call: ((_route: unknown, input: never) => pia(api.portal.upload, input)) as typeof by.call },
    { [name('photo')]: 'x' },
  )
  const onBehalfOf = { name: name('concerné'), phone: '0241881240', companyName: name('société') }
  const opened = await pia(api.portal.create, {
    body: { title: name('partenaire'), description: words('la partenaire'), onBehalfOf, attachmentIds },
  })
  numbers.partner = opened.number
  await pia(api.portal.addStep, { params: { id: opened.id }, body: { body: words('la réponse') } })

  const site = await by.call(api.websites.create, { body: { name: 'Boutique', origin: 'https://boutique.test' } })
  const token = await siteToken(site, { name: name('client du site'), email: 'x@boutique.test' })
  const { session } = await client({ base })(api.portal.exchange, { body: { token } })
  const user = client({ base, headers: () => ({ authorization: `Bearer ${session}` }) })
  const asked = await user(api.portal.create, { body: { title: name('site'), description: words('la boutique') } })
  numbers.user = asked.number

  const columns = {
    Date: 'timestamp',
    Nom: 'name',
    Société: 'company',
    Quoi: 'description',
    Série: 'serialNumber',
  } as const
  const sheet = await by.call(api.spreadsheets.create, { body: { name: 'Feuille', address: null, columns } })
  const { secret } = await by.call(api.spreadsheets.secret, { params: { id: sheet.id } })
  const cells = { Nom: name('rangée'), Société: name('société'), Quoi: words('la feuille'), Série: name('série') }
  const row = { Date: '24/11/2026 09:00:00', ...cells, [name('colonne')]: words('autre') }
  numbers.row = (await sendRow(base, { id: sheet.id, secret }, row)).ticket?.number ?? 0
}

/** Returns the elements of rich text that are not on the allowed list, and elements that act, in a page and its shadows. */
const intruders = (page: Page, rich: string): Promise<string[]> =>
  page.evaluate(`(() => {
    const roots = [document]
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
    const find = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
    const acting = 'iframe, object, embed, base, meta[http-equiv], style, [onerror], [onload], [onfocus], form[action]'
    const leading = '[src^="${address()}"], [href^="${address()}"], [href^="javascript"], script:not([src^="/"])'
    const foreign = find('${rich} *').filter(({ localName }) => !${JSON.stringify(richTextElements)}.includes(localName))
    return [...foreign, ...find(acting + ', ' + leading)].map(({ localName }) => localName)
  })()`)

test('the guest’s submission is in quarantine, for its links; made a ticket, Karim reads it and the others at the desk', async () => {
  const lea = screenOf('lea')
  await lea.goto('/reglages/formulaires')
  await lea.getByText('Bonjour de l’invitée').first().waitFor()
  expect(await intruders(lea, '[data-folded]')).toEqual([])
  const { items } = await guichet.by.call(api.forms.quarantine, { query: {} })
  numbers.guest = (await guichet.by.call(api.forms.accept, { params: { id: items[0]?.id ?? '' } })).number

  const page = screenOf('karim')
  for (const [who, number] of Object.entries(numbers)) {
    await page.goto(`/tickets/${number}`)
    await title(page).waitFor()
    await story(page).getByText('Bonjour de').first().waitFor()
    expect(await intruders(page, '[data-folded]'), who).toEqual([])
    expect(new URL(page.url()).pathname).toBe(`/tickets/${number}`)
  }
  await page.goto(`/tickets/${numbers.guest}`)
  await story(page).getByText('anne@exemple.test').last().waitFor()
  // An agent takes the words of a stranger for a company's name.
  const { contacts } = await guichet.by.call(api.tickets.show, { params: { key: String(numbers.partner) } })
  const [{ id, version, statedCompany } = { id: '', version: 0, statedCompany: null }] = contacts
  const body = { version, companyName: statedCompany?.name }
  await guichet.by.call(api.contacts.setCompany, { params: { id }, body })
  for (const path of ['/tickets', '/contacts', '/societes', '/']) {
    await page.goto(path)
    await page.getByText('http-equiv').first().waitFor()
    expect(await intruders(page, '[data-folded]'), path).toEqual([])
  }
})

test('the editor keeps only what it knows of a draft and of pasted HTML, and so Pia reads it on the client’s page', async () => {
  const page = screenOf('karim')
  await page.goto(`/tickets/${numbers.partner}`)
  await title(page).waitFor()
  await page.keyboard.press('r')
  const editor = page.locator('.ProseMirror')
  await editor.waitFor()
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/html', ${JSON.stringify(words('le presse-papiers'))})
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true })
    document.querySelector('.ProseMirror').dispatchEvent(paste)
  })()`)
  await editor.getByText('Bonjour de le presse-papiers').waitFor()
  expect(await intruders(page, '.ProseMirror')).toEqual([])
  await page.reload()
  await page.getByText('Bonjour de le presse-papiers').waitFor()
  await page.keyboard.press('r')
  await editor.getByText('Bonjour de le presse-papiers').waitFor()
  expect(await intruders(page, '.ProseMirror')).toEqual([])
  await page.keyboard.press('ControlOrMeta+Enter')
  await story(page).getByText('Bonjour de le presse-papiers').waitFor()
  expect(await intruders(page, '[data-folded]')).toEqual([])

  const pia = screenOf('pia')
  await pia.goto('/portail/')
  await pia.getByRole('link', { name: /http-equiv/ }).click()
  await messages(pia).getByText('Bonjour de la réponse').waitFor()
  await messages(pia).getByText('Bonjour de le presse-papiers').waitFor()
  expect(await intruders(pia, '.rich')).toEqual([])
})

test('the mails that tell of it hold nothing else either', async () => {
  const page = screenOf('mails')
  const { by, sink, karim } = guichet
  const { id } = await by.call(api.tickets.show, { params: { key: String(numbers.partner) } })
  const answer = { kind: 'answer', visibility: 'public', body: words('la technicienne') } as const
  await by.call(api.tickets.addStep, { params: { id }, body: answer })
  const answered = () => sink.to('pia@pro.test').some((mail) => htmlPartOf(mail).includes('Bonjour de la technicienne'))
  await expect.poll(answered).toBe(true)
  for (const to of [karim.email, 'pia@pro.test']) {
    await expect
      .poll(() => sink.to(to).filter(({ subject }) => subject.includes('http-equiv')).length)
      .toBeGreaterThan(0)
    for (const mail of sink.to(to)) {
      await page.setContent(htmlPartOf(mail))
      expect(await intruders(page, '[style*="border-left"]'), mail.subject).toEqual([])
    }
  }
})
