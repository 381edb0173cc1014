import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aCompany, aMachine } from '../factories.ts'
import { aSecond, delayAfterAnswer, rowOf } from '../journeys/ticket-screen.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import { installPlugin, noWayOut, setUpPlugin, signInToWordpress } from './wordpress-screen.ts'

/** A visitor of a WordPress whom nobody knows, then a subscriber, fill in a form; Karim watches the list at the desk. */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let address: string
let space: string
const seats: Record<string, Seat> = {}
const screenOf = (name: 'visitor' | 'marie' | 'karim') => seats[name]?.page as Page

beforeAll(async () => {
  guichet = await startMailingGuichet()
  wp = await startWordpress()
  browser = await openBrowser(noWayOut)
  const { by, base, karim } = guichet
  const { website, secret } = await by.call(api.websites.create, { body: { name: 'Boutique', origin: wp.base } })
  const { page } = await signInToWordpress(browser, wp)
  await installPlugin(page, await buildWordpressZip())
  await setUpPlugin(page, { server: website.audience, website: website.id, secret })
  await page.context().close()
  const { id } = await by.call(api.forms.create, {
    body: {
      name: 'Dépannage',
      title: 'Demander un dépannage',
      fields: [
        { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
        { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
        { id: 'sujet', kind: 'subject', label: 'Votre demande', required: true },
        { id: 'machine', kind: 'machine', label: 'Votre machine' },
        { id: 'photos', kind: 'files', label: 'Photos' },
      ],
    },
  })
  address = await wp.cache(wp.publish('Dépannage', `[guichet_form id="${id}"]`))
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.visitor = await openPage(browser, wp.base, phone)
  space = await wp.cache(wp.publish('Mon espace', '[guichet_portal]'))
  wp.subscribe('marie', 'marie@dupont.test')
  seats.marie = await signInToWordpress(browser, wp, 'marie')
})

afterAll(async () => {
  await wp?.stop()
  await guichet?.stop()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(seats)
  for (const { complaints } of Object.values(seats)) expect(complaints).toEqual([])
  expect(wp.complaints()).toEqual([])
})

test("a visitor's submission with a photo from a cached page of WordPress is a ticket at the desk within a second", async () => {
  const [visitor, karim] = [screenOf('visitor'), screenOf('karim')]
  await karim.goto('/tickets')
  await visitor.goto(address)
  await visitor.getByLabel('Votre nom').fill('Anne Roy')
  await visitor.getByLabel('Votre e-mail').fill('anne@exemple.test')
  // As a person does: who has filled it in within two seconds is taken for a robot.
  await visitor.getByLabel('Votre demande').pressSequentially('Plus d’eau chaude', { delay: 160 })
  const photo = { name: 'panne.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }
  await visitor.getByLabel('Joindre des fichiers').setInputFiles(photo)
  await visitor.getByRole('progressbar').waitFor({ state: 'detached' })
  const findings = await axeFindings(visitor)
  expect(findings.filter((line) => line.includes('guichet'))).toEqual([])
  const submit = () => visitor.getByRole('button', { name: 'Envoyer', exact: true }).click()
  const row = rowOf(karim, 'Plus d’eau chaude')
  expect(await delayAfterAnswer(visitor, '/submissions', submit, [row])).toBeLessThan(aSecond())
  await visitor.getByText('Votre demande porte le numéro').waitFor()
  const { items } = await guichet.by.call(api.tickets.list, { query: {} })
  const ticket = await guichet.by.call(api.tickets.show, { params: { key: items[0]?.id ?? '' } })
  expect(ticket).toMatchObject({ title: 'Plus d’eau chaude', channel: 'form', attachments: [{ name: 'panne.jpg' }] })
})

test('a subscriber is known on the same cached page: they choose their machine, and the ticket is theirs at once', async () => {
  const [marie, karim] = [screenOf('marie'), screenOf('karim')]
  await marie.goto(space)
  await marie.getByText('Rien en cours').waitFor()
  const { items } = await guichet.by.call(api.contacts.list, { query: { text: 'marie' } })
  const { version, company: _, ...contact } = items[0] as (typeof items)[number]
  const { id: companyId } = await aCompany(guichet.by, { name: 'Dupont SA' })
  const boiler = await aMachine(guichet.by, { companyId, serialNumber: 'SN-12' })
  const params = { id: contact.id }
  await guichet.by.call(api.contacts.change, { params, body: { ...contact, companyId, version } })

  await marie.goto(address)
  await marie.getByText('Vous écrivez en tant que marie').waitFor()
  expect(await marie.getByLabel('Votre nom').count()).toBe(0)
  await marie.getByLabel('Votre demande').fill('Fuite au vestiaire')
  await marie.getByRole('combobox', { name: 'Votre machine' }).selectOption(boiler.id)
  const submit = () => marie.getByRole('button', { name: 'Envoyer', exact: true }).click()
  const row = rowOf(karim, 'Fuite au vestiaire')
  expect(await delayAfterAnswer(marie, '/submissions', submit, [row])).toBeLessThan(aSecond())
  await marie.getByText('Vous la suivez dans votre espace client').waitFor()
  await marie.goto(space)
  await marie.getByText('Fuite au vestiaire').waitFor()
  const tickets = await guichet.by.call(api.tickets.list, { query: {} })
  const ticket = await guichet.by.call(api.tickets.show, { params: { key: tickets.items[0]?.id ?? '' } })
  expect(ticket).toMatchObject({
    title: 'Fuite au vestiaire',
    channel: 'form',
    reporter: { id: contact.id },
    company: { id: companyId },
    equipment: [{ id: boiler.id }],
  })
})
