import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { openBrowser, openPage, photograph, type Seat, takeSeat } from '../browser.ts'
import { aCompany, aContact } from '../factories.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { composer, enter, messages, picker, send } from './client-screen.ts'
import { story, title } from './ticket-screen.ts'

/**
 * Paul is a client who means harm: his name, his words, his files and their names. Karim reads him at the desk, his
 * supervisor on the company's page, and he himself on his own: nothing runs, nothing leaves, every file is saved as it
 * came, under a name that is safe.
 */
let guichet: MailingGuichet
let browser: Browser
/** Where everything that Paul wrote wants to go: on this machine, so that nothing but our own pages keeps it from there. */
let lure: Server
let lured = 0
let ticketId: string
const seats: Record<string, Seat> = {}
/** Whatever happened on a screen that only running words could bring about. */
const happened: string[] = []
const screenOf = (name: string) => seats[name]?.page as Page
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const runs = 'document.title=`pwned`;alert(1);fetch(`LURE/ran`)'
const html = [
  `<img src="LURE/img" onerror="${runs}"><svg onload="${runs}"><script>${runs}</script></svg>`,
  `<script src="LURE/script"></script><link rel="stylesheet" href="LURE/style"><meta http-equiv="refresh" content="0;url=LURE/meta">`,
  `<iframe src="LURE/frame" srcdoc="<script>parent.${runs}</script>"></iframe><object data="LURE/object"></object>`,
  `<p style="background:url(LURE/css)" onmouseover="${runs}">Bonjour</p><video src="LURE/video" autoplay></video>`,
  `<a href="javascript:${runs}">ici</a> <a href="LURE/lien" ping="LURE/ping" target="_self">le lien</a>`,
  `<form action="LURE/form"><button formaction="javascript:${runs}">Valider</button></form><base href="LURE/">`,
].join('\n')
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${runs}"><script>${runs}</script><image href="LURE/svg"/></svg>`

/** Names that Paul gives files, their contents, and the names under which they may be saved. */
const files = [
  ['a\u202egpj.exe\u200b.svg', svg, 'agpj.exe.svg'],
  ['../../etc/passwd\u2066.html', html, 'passwd.html'],
  ['facture\r\nSet-Cookie: pirate=1\r\n\r\n.html', html, 'facture Set-Cookie_ pirate=1 .html'],
  [`${'é'.repeat(300)}.txt`, html, `${'é'.repeat(196)}.txt`],
  ['photo.jpg', html, 'photo.jpg'],
  [`<img src=LURE onerror=${runs}>.svg`, svg, 'ran`)_.svg'],
] as const
const safeNames = files.map(([, , safe]) => safe)

const luring = (words: string) => words.replaceAll('LURE', `http://127.0.0.1:${(lure.address() as AddressInfo).port}`)
const contents = (safe: string) => Buffer.from(luring(files.find((file) => file[2] === safe)?.[1] ?? ''))

beforeAll(async () => {
  lure = createServer((_request, answer) => {
    lured += 1
    answer.setHeader('access-control-allow-origin', '*').end('document.title="pwned"')
  }).listen(0, '127.0.0.1')
  await once(lure, 'listening')
  await fetch(luring('LURE/')) // it does hear
  lured -= 1
  guichet = await startMailingGuichet()
  const { by, base, sink, karim } = guichet
  const { id: companyId } = await aCompany(by, {
    name: luring(`Dupont <img src=LURE/co onerror=${runs}>`).slice(0, 200),
  })
  await aContact(by, {
    name: luring(`Paul\u202e <img src=LURE onerror="${runs}">`),
    email: 'paul@dupont.test',
    companyId,
  })
  await aContact(by, { name: 'Marie Dupont', email: 'marie@dupont.test', companyId, supervisor: true })
  browser = await openBrowser()
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  for (const name of ['paul', 'marie']) {
    seats[name] = await openPage(browser, base)
    await enter(screenOf(name), sink, `${name}@dupont.test`)
  }
  for (const [name, { page }] of Object.entries(seats)) {
    page.on('dialog', (dialog) => {
      happened.push(`${name}: a dialog`)
      return dialog.dismiss()
    })
    page.context().on('page', () => happened.push(`${name}: a window`))
    page.context().on('request', (request) => {
      if (!request.url().startsWith(base)) happened.push(`${name}: ${request.url()}`)
    })
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) happened.push(`${name}: a frame`)
    })
  }
  ticketId = await writeAll(screenOf('paul'))
})

/** Has Paul write and send all that on his own page. Returns the id of the ticket. */
async function writeAll(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByLabel('Que se passe-t-il ?').fill(luring(`<img src=LURE/titre onerror="${runs}">`))
  await page.getByLabel('Pouvez-vous en dire plus ?').fill(luring(html))
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: 'onerror' }).waitFor()
  await messages(page).getByText('Bonjour').waitFor()
  await picker(page).setInputFiles(
    files.map(([name, words]) => ({
      name: luring(name),
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(luring(words)),
    })),
  )
  await composer(page).fill(luring(html))
  await send(page)
  await messages(page).getByText('Bonjour').nth(1).waitFor()
  // It shows before it has arrived; its files can be saved afterwards.
  await messages(page)
    .locator('a[download]')
    .nth(files.length - 1)
    .waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

afterAll(async () => {
  await guichet?.stop()
  lure?.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { page } of Object.values(seats)) {
    expect(await page.title()).not.toBe('pwned')
    const live = 'iframe, object, base, form[action], script:not([src^="/"]), a[href^="javascript"], [src*="127.0.0.1"]'
    const acting = '[onerror], [onload], [onmouseover], [ping], [style*="url("]'
    expect(await page.locator(`${live}, ${acting}`).count()).toBe(0)
  }
  expect(happened).toEqual([])
  expect(lured).toBe(0)
})

test('Paul sees on his own page, harmless, all that he wrote and sent there', async () => {
  await saveAll(screenOf('paul'), messages(screenOf('paul')).locator('a[download]'))
})

test('his supervisor reads it on the company’s page', async () => {
  const page = screenOf('marie')
  await page.getByRole('button', { name: 'Celles de Dupont' }).click()
  await page.getByRole('link', { name: /onerror/ }).click()
  await expect.poll(() => messages(page).getByText('Bonjour').count()).toBe(2)
  await messages(page).getByText('Bonjour').last().hover()
  await saveAll(page, messages(page).locator('a[download]'))
})

test('Karim reads it at the desk: his list, the ticket, the contact, the company', async () => {
  const page = screenOf('karim')
  await page.goto('/tickets')
  await page
    .getByRole('link', { name: /onerror/ })
    .first()
    .click()
  await title(page).waitFor()
  await expect.poll(() => story(page).getByText('Bonjour').count()).toBe(2)
  await story(page).getByText('Bonjour').last().hover()
  await saveAll(page, story(page).locator('a[download]'))
  for (const [path, heading] of [
    ['/contacts', 'Contacts'],
    ['/societes', 'Sociétés'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await page
      .getByRole('main')
      .getByRole('link', { name: /onerror/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'onerror' }).first().waitFor()
  }
})

test('a reader lured to the address of a file saves it, and opens nothing', async () => {
  const { attachments } = await guichet.by.call(api.tickets.show, { params: { key: ticketId } })
  expect(attachments.map(({ name }) => name).sort()).toEqual([...safeNames].sort())
  for (const name of Object.keys(seats)) {
    const page = screenOf(name)
    const root = name === 'karim' ? '/api/attachments' : '/api/portal/attachments'
    for (const { id, name: safe } of attachments) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.goto(`${root}/${id}/content`).catch(() => null),
      ])
      expect(download.suggestedFilename()).toBe(safe)
      expect(sum(await readFile(await download.path()))).toBe(sum(contents(safe)))
    }
    expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ value: '1' }))
  }
})

/** Each file that a screen offers, saved by its link: under its safe name, byte by byte what was sent. */
async function saveAll(page: Page, links: Locator) {
  await expect.poll(() => links.count()).toBe(files.length)
  const saved: string[] = []
  for (const link of await links.all()) {
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const name = download.suggestedFilename()
    expect(sum(await readFile(await download.path()))).toBe(sum(contents(name)))
    saved.push(name)
  }
  expect(saved.sort()).toEqual([...safeNames].sort())
}
