import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { buildWordpressZip } from '../../scripts/wordpress/zip.ts'
import { axeFindings } from '../axe.ts'
import { openBrowser, openPage, phone, photograph, type Seat, takeSeat } from '../browser.ts'
import { aSecond, delayAfterAnswer, rowOf } from '../journeys/ticket-screen.ts'
import { type MailingGuichet, startMailingGuichet } from '../mailing-guichet.ts'
import { aPhoto } from '../pictures.ts'
import { startWordpress, type Wordpress } from './wordpress.ts'
import { installPlugin, noWayOut, setUpPlugin, signInToWordpress } from './wordpress-screen.ts'

/** A visitor of a WordPress, whom nobody knows, fills in a form on a telephone; Karim watches the list at the desk. */
let guichet: MailingGuichet
let wp: Wordpress
let browser: Browser
let address: string
const seats: Record<string, Seat> = {}
const screenOf = (name: 'visitor' | 'karim') => seats[name]?.page as Page

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
        { id: 'photos', kind: 'files', label: 'Photos' },
      ],
    },
  })
  address = await wp.cache(wp.publish('Dépannage', `[guichet_form id="${id}"]`))
  seats.karim = await takeSeat(browser, base, karim.email, karim.password)
  seats.visitor = await openPage(browser, wp.base, phone)
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

test('what a visitor sends with a photo from a cached page of WordPress is a ticket at the desk within a second', async () => {
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
