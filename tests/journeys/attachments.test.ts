import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { intercept, phone } from '../browser.ts'
import { aContact, aTicket } from '../factories.ts'
import { aPhoto } from '../pictures.ts'
import { openDesk } from './desk.ts'
import { aSecond, callForm, delayUntil, facts, story, title } from './ticket-screen.ts'

/** Files, from the hands of one to the eyes of another: Sonia and Karim look at the same ticket. */
const { by, hire, sit, seat: screenOf } = await openDesk()
const sonia = await hire('operator', 'Sonia Petit', 'sonia@thermo.test')
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
let photo: Buffer<ArrayBuffer>
let key: string

const composer = (page: Page) => page.getByRole('region', { name: 'Écrire une étape' })
const send = (page: Page) => composer(page).getByRole('button', { name: 'Envoyer', exact: true })
const thumbnail = (page: Page, name: string) => story(page).getByRole('img', { name: `Agrandir ${name}` })
/** Makes a file as the file picker returns it. */
const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, buffer, mimeType })
const chosen = (page: Page, name: string) => page.getByLabel('À joindre').getByText(name, { exact: true })

beforeAll(async () => {
  photo = await aPhoto({ width: 1600, height: 1200 })
  await aContact(by, { name: 'Marie Dupont' })
  key = String((await aTicket(by, { title: 'Chaudière en défaut E133' })).number)
  for (const page of [await sit('sonia', sonia), await sit('karim', karim)]) {
    await page.goto(`/tickets/${key}`)
    await title(page).waitFor()
  }
})

/** In the page: files of these names and bytes, as a paste or a drop carries them. */
const transferOf = (files: Record<string, Buffer>) => {
  const sent = Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')])
  return `(() => {
    const data = new DataTransfer()
    for (const [name, base64] of ${JSON.stringify(sent)}) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: name.endsWith('.png') ? 'image/png' : '' }))
    }
    return data
  })()`
}

/** Pastes files as a screenshot tool leaves them on the clipboard. */
async function paste(page: Page, files: Record<string, Buffer>) {
  await page.evaluate(`document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: ${transferOf(files)}, bubbles: true, cancelable: true }))`)
}

/** Drags files from elsewhere over a place and lets them go. */
async function drop(page: Page, selector: string, files: Record<string, Buffer>) {
  const dataTransfer = await page.evaluateHandle(transferOf(files))
  await page.dispatchEvent(selector, 'dragover', { dataTransfer })
  await page.getByText('Déposez ici pour joindre').waitFor()
  await page.dispatchEvent(selector, 'drop', { dataTransfer })
}

const widthOf = (picture: Locator) => expect.poll(() => picture.evaluate((img) => img.naturalWidth), { timeout: 5_000 })

test('a photo chosen and a screenshot pasted are seen by the other within a second, and in large by the arrows', async () => {
  const [sonia, karim] = [screenOf('sonia'), screenOf('karim')]
  await composer(karim)
    .getByLabel('Joindre des fichiers')
    .last()
    .setInputFiles([file('plaque.jpg', photo)])
  await composer(karim).getByRole('textbox').focus()
  await paste(karim, { 'image.png': await aPhoto({ colour: '#886622' }) })
  await chosen(karim, 'plaque.jpg').waitFor()
  await composer(karim)
    .getByText(/^capture \d{4}-\d\d-\d\d/)
    .waitFor()
  await karim.keyboard.type('La plaque, et ce que dit l’écran.')
  await composer(karim).getByRole('button', { name: 'Envoyer', disabled: false }).waitFor()
  const waited = await delayUntil(
    () => send(karim).click(),
    [thumbnail(sonia, 'plaque.jpg'), thumbnail(karim, 'plaque.jpg')],
  )
  expect(waited).toBeLessThan(aSecond())
  await widthOf(thumbnail(sonia, 'plaque.jpg')).toBe(360)
  await facts(sonia)
    .getByRole('button', { name: /^capture / })
    .waitFor()

  await story(sonia).getByRole('button', { name: 'Agrandir plaque.jpg' }).click()
  const viewer = sonia.getByRole('dialog', { name: 'plaque.jpg' })
  await viewer.getByText('1 sur 2').waitFor()
  await widthOf(viewer.getByRole('img', { name: 'plaque.jpg' })).toBe(1200)
  expect(await axeFindings(sonia)).toEqual([])
  await viewer.locator(':focus').waitFor()
  await sonia.keyboard.press('ArrowRight')
  await sonia
    .getByRole('dialog', { name: /^capture / })
    .getByText('2 sur 2')
    .waitFor()
  await sonia.keyboard.press('ArrowLeft')
  await viewer.waitFor()
  // Escape leads back to where one was.
  await sonia.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await expect.poll(() => sonia.evaluate('document.activeElement?.getAttribute("title")')).toBe('plaque.jpg')
})

test('dropped on the ticket; what is no picture is saved under its own name', async () => {
  const page = screenOf('karim')
  await drop(page, 'article', { 'Devis chaudière.pdf': Buffer.from('%PDF-1.7\n') })
  await chosen(page, 'Devis chaudière.pdf').waitFor()
  // A paper may go without a word.
  await composer(page).getByRole('button', { name: 'Envoyer', disabled: false }).click()
  const link = story(page).getByRole('link', { name: /Devis chaudière\.pdf/ })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('Devis chaudière.pdf')
})

test('put on the ticket directly, the story says so; taken off, it is gone for the other too', async () => {
  const [sonia, karim] = [screenOf('sonia'), screenOf('karim')]
  await facts(karim)
    .getByLabel('Joindre des fichiers')
    .last()
    .setInputFiles([file('notice.jpg', photo)])
  await story(sonia).getByText('a joint notice.jpg').waitFor()
  await thumbnail(sonia, 'notice.jpg').waitFor()
  await facts(karim).getByRole('button', { name: 'Retirer du ticket : notice.jpg' }).click()
  await karim.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
  await thumbnail(sonia, 'notice.jpg').waitFor({ state: 'detached' })
  await facts(sonia).getByText('notice.jpg').waitFor({ state: 'detached' })
})

test('too heavy, empty, or cut off: it says why, and only what may work is offered again', async () => {
  const page = screenOf('karim')
  const input = composer(page).getByLabel('Joindre des fichiers').last()
  await intercept(page, '**/api/attachments?**', (route) => route.abort('connectionreset'))
  // More than the driver may pass on at once is made in the page.
  const heavy = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(26_000_000)], 'film.mp4'))
    data.items.add(new File([], 'vide.txt'))
    data.items.add(new File(['photo'], 'photo.txt'))
    return data
  })()`)
  await input.evaluate((element, data) => {
    element.files = (data as { files: unknown }).files
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }, heavy)
  const list = composer(page).getByLabel('À joindre')
  await list.getByText('26 Mo : c’est trop lourd, 25 Mo au plus par fichier.').waitFor()
  await list.getByText('Ce fichier est vide.').waitFor()
  await list.getByText('La connexion s’est coupée.').waitFor()
  expect(await list.getByRole('button', { name: /^Renvoyer/ }).count()).toBe(1)
  expect(await send(page).isDisabled()).toBe(true)
  expect(await axeFindings(page)).toEqual([])

  await page.unroute('**/api/attachments?**')
  await list.getByRole('button', { name: 'Renvoyer photo.txt' }).click()
  for (const name of ['film.mp4', 'vide.txt']) await list.getByRole('button', { name: `Retirer ${name}` }).click()
  await list.getByText(/texte/).waitFor()
  await expect.poll(() => send(page).isEnabled()).toBe(true)
  // It waits where it was, through a reload.
  await page.reload()
  await list.getByText('photo.txt').waitFor()
  await list.getByRole('button', { name: 'Retirer photo.txt' }).click()
  await list.waitFor({ state: 'detached' })
})

test('a call takes its photos along, from a phone too', async () => {
  const page = await sit('phone', sonia, phone)
  await page.getByRole('button', { name: 'Nouvel appel' }).click()
  const form = callForm(page)
  await form.getByLabel('Qui appelle ?').fill('Marie Dupont')
  await form
    .getByRole('option', { name: /Marie Dupont.*02 41 88/ })
    .first()
    .click()
  await form.getByLabel('Que se passe-t-il ?').fill('Fuite sous l’évier')
  const held = Promise.withResolvers<void>()
  await page.route('**/api/attachments?**', async (route) => {
    await held.promise
    await route.continue()
  })
  await form
    .getByLabel('Joindre des fichiers')
    .last()
    .setInputFiles([file('fuite.jpg', photo), file('compteur.jpg', photo)])
  await form.getByText('compteur.jpg').waitFor()
  expect(await axeFindings(page)).toEqual([])
  // Pressed while the files are on their way, it waits for them.
  await form.getByText(/encore en cours d’envoi/).waitFor()
  await form.getByRole('button', { name: 'Créer le ticket' }).click()
  expect(await thumbnail(page, 'fuite.jpg').count()).toBe(0)
  held.resolve()
  await page.getByRole('button', { name: 'Ouvrir' }).click()
  await thumbnail(page, 'fuite.jpg').waitFor()
  await thumbnail(page, 'compteur.jpg').waitFor()
  expect(await axeFindings(page)).toEqual([])
})
