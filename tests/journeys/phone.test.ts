import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aCompany, aContact, aMachine, aTicket } from '../factories.ts'
import { administrator, callerOf, type Guichet, signIn } from '../guichet.ts'
import { startLightGuichet } from '../light-guichet.ts'

/** Karim, on the road: the desk in one hand, without a keyboard. */
let guichet: Guichet
let karim: Seat
let by: { call: ReturnType<typeof callerOf> }
let marieId: string

const mail = 'karim@thermo.test'
const { password } = administrator

beforeAll(async () => {
  guichet = await startLightGuichet()
  by = { call: callerOf(guichet.base, await signIn(guichet.base)) }
  await by.call(api.agents.create, { body: { name: 'Karim Benali', email: mail, role: 'technician', password } })
  const dupont = await aCompany(by, { address: '12 rue du Mail\n49100 Angers' })
  marieId = (await aContact(by, { companyId: dupont.id })).id
  await aMachine(by, { companyId: dupont.id, serialNumber: '8F31-2207', location: 'atelier' })
  karim = await takeSeat(await openBrowser(), guichet.base, mail, password, phone)
})

afterAll(() => guichet?.stop())

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && karim) await photograph({ phone: karim })
  expect(karim?.complaints).toEqual([])
})

/** Returns the bar under the thumb. */
const bar = (page: Page) => page.getByRole('navigation', { name: 'Navigation rapide' })

/** Expects nothing to complain of: for axe, for a thumb, and for whoever would have to push the screen sideways. */
async function expectGood(page: Page, screen: string) {
  expect(await axeFindings(page), screen).toEqual([])
  expect(await page.evaluate(tooWide), `${screen}: wider than the phone`).toBeLessThanOrEqual(0)
  expect(await page.evaluate(tooSmall), `${screen}: too small for a finger`).toEqual([])
}

const tooWide = 'document.documentElement.scrollWidth - innerWidth'

/** Controls lower than 44 px; links inside a sentence are left out, as WCAG 2.5.5 does. */
const tooSmall = `[...document.querySelectorAll('button, input, select, textarea, summary, [role=option], nav a')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], p'))
  .filter((element) => element.getBoundingClientRect().width > 1 && getComputedStyle(element).pointerEvents !== 'none')
  .filter((element) => {
    const reach = getComputedStyle(element, '::after')
    const own = element.getBoundingClientRect().height
    const height = reach.position === 'absolute' && reach.content !== 'none' ? parseFloat(reach.height) : 0
    return Math.max(own, height) < 44
  })
  .map((element) => element.outerHTML.slice(0, 120))`

test('his home suits a hand', async () => {
  await karim.page.goto('/')
  await karim.page.getByRole('heading', { name: 'Bonjour Karim' }).waitFor()
  await expectGood(karim.page, 'home')
})

test('he logs a call, with what is known of the caller in view, and finds it again with what he typed to the letter', async () => {
  const { page } = karim
  await page.goto('/')
  await bar(page).getByRole('button', { name: 'Nouvel appel' }).tap()
  const form = page.getByRole('dialog', { name: 'Nouvel appel' })
  await form.getByLabel('Qui appelle ?').fill('8F31-2207')
  await form.getByRole('option', { name: /Marie Dupont/ }).waitFor()
  await expectGood(page, 'callers')
  await form.getByRole('option', { name: /Marie Dupont/ }).tap()
  await form.getByText('rattachée : vous avez tapé « 8F31-2207 »').waitFor()
  await form.getByLabel('Que se passe-t-il ?').fill('Plus d’eau chaude')
  await form.getByLabel('Descriptif').fill('Pression < 1 bar & <b>voyant rouge</b>')
  await form.getByText('Aucun ticket ouvert · 1 machine').tap()
  await form.getByText('12 rue du Mail, 49100 Angers').waitFor()
  await expectGood(page, 'the call')
  await form.getByRole('button', { name: 'Créer le ticket' }).tap()
  await page.getByText(/^T-\d+ créé$/).waitFor()

  const search = page.getByRole('combobox', { name: 'Rechercher un ticket' })
  await search.fill('eau chaude')
  await search.press('Enter')
  await page.getByRole('link', { name: 'Plus d’eau chaude' }).waitFor()
  await expectGood(page, 'the list')
  await page.getByRole('link', { name: 'Plus d’eau chaude' }).tap()
  await page.getByText('Pression < 1 bar & <b>voyant rouge</b>').waitFor()
  await expectGood(page, 'the ticket')
})

test('he claims a ticket and adds a step', async () => {
  const { page } = karim
  const { id } = await aTicket(by, { title: 'Ballon tiède', contactIds: [marieId] })
  await page.goto(`/tickets/${id}`)
  await page.getByRole('button', { name: 'S’approprier' }).tap()
  await expect
    .poll(async () => (await by.call(api.tickets.show, { params: { key: id } })).lead?.name)
    .toBe('Karim Benali')
  // The editor takes over from the plain text while he types, on a phone that is six times slower than this machine.
  const device = await page.context().newCDPSession(page)
  await device.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.getByRole('textbox', { name: 'Écrire une étape' }).tap()
  await page.keyboard.type('J’arrive avant midi.', { delay: 20 })
  await device.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await expectGood(page, 'the step being written')
  await page.getByRole('button', { name: 'Envoyer' }).tap()
  await page.getByRole('region', { name: 'Fil du ticket' }).getByText('J’arrive avant midi.').waitFor()
  const { timeline } = await by.call(api.tickets.show, { params: { key: id } })
  expect(timeline.steps).toMatchObject([{ author: { name: 'Karim Benali' }, visibility: 'public' }])
})

test('he finds a ticket by a word that its title lacks, and sees where it stands', async () => {
  const { page } = karim
  const description = '<p>Pression &lt; 1 bar &amp; &lt;b&gt;voyant rouge&lt;/b&gt;</p>'
  await aTicket(by, { title: 'Fuite au purgeur', description, contactIds: [marieId] })
  await page.goto('/tickets?state=all&text=voyants')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Fuite au purgeur' })
  await row.getByText('Pression < 1 bar & <b>voyant rouge</b>').waitFor()
  expect(await row.locator('mark').allTextContents()).toEqual(['voyant'])
  await expectGood(page, 'what was found')
})

describe('a long list', () => {
  beforeAll(async () => {
    for (let n = 0; n < 120; n += 1)
      await by.call(api.contacts.create, { body: { name: `Client ${String(n).padStart(3, '0')}` } })
  })

  test('it goes on under the thumb to its end, where he opens a contact whose fields a finger finds', async () => {
    const { page } = karim
    await page.goto('/')
    await bar(page).getByRole('link', { name: 'Contacts' }).tap()
    const rows = page.getByRole('main').getByRole('listitem')
    await rows.first().waitFor()
    await expectGood(page, 'contacts')
    expect(await rows.count()).toBeLessThan(121)
    await expect
      .poll(
        async () => {
          await rows.last().scrollIntoViewIfNeeded()
          return rows.count()
        },
        { timeout: 20_000 },
      )
      .toBe(121)

    await page.getByRole('link', { name: 'Marie Dupont' }).tap()
    await page.getByRole('heading', { name: 'Marie Dupont' }).waitFor()
    await expectGood(page, 'a contact')
  })

  test('the arrows alone reach its end too', async () => {
    const { page } = karim
    await page.goto('/contacts')
    const focused = () => page.evaluate<string>('document.activeElement.textContent')
    await page.getByRole('link', { name: 'Client 000' }).focus()
    await expect
      .poll(
        async () => {
          for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown')
          return focused()
        },
        { timeout: 20_000 },
      )
      .toBe('Marie Dupont')
  })
})
