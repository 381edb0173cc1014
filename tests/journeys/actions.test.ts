import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { Input } from '../../contract/route.ts'
import { axeFindings } from '../axe.ts'
import { phone } from '../browser.ts'
import { aCompany, aTicket } from '../factories.ts'
import { openDesk } from './desk.ts'
import { facts, title } from './ticket-screen.ts'

/** Karim and Inès note what they have to do, and do it. Chapters of one story. */
const { by, hire, sit, seat } = await openDesk()
const karim = await hire('technician', 'Karim Benali', 'karim@thermo.test')
const ines = await hire('technician', 'Inès Faure', 'ines@thermo.test')
beforeAll(async () => {
  await sit('karim', karim)
  await sit('ines', ines)
})

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const anAction = (fields: Partial<Input<typeof api.actions.create>['body']>) =>
  by.call(api.actions.create, { body: { title: 'Rappeler', assigneeIds: [karim.id], dueAt: inAnHour(), ...fields } })
const row = (page: Page, words: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: words })
const rowTitle = (page: Page, words: string) => row(page, words).getByRole('button', { name: words, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')

/** Opens the list and puts the cursor on an action. */
async function standOn(page: Page, words: string) {
  await page.goto('/a-faire')
  await rowTitle(page, words).focus()
}

test('Karim notes an action about a ticket for Inès, by keyboard, and she sees it without reloading', async () => {
  const page = seat('karim')
  const ticket = await aTicket(by, { title: 'Chaudière éteinte', leadId: karim.id })
  await seat('ines').goto('/a-faire')
  await seat('ines').getByText('Rien à faire').waitFor()
  await page.goto(`/tickets/${ticket.number}`)
  await title(page).waitFor()
  await page.keyboard.press('t')
  await dialog(page).getByLabel('Libellé').waitFor()
  await page.keyboard.type('Commander la pièce')
  await page.keyboard.press('Tab')
  await page.keyboard.type('inès')
  await dialog(page).getByRole('option', { name: 'Inès Faure' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'Retirer Karim Benali' }).press('Enter')
  await dialog(page).getByLabel('Échéance').focus()
  await page.keyboard.type('demain 9h')
  await dialog(page).getByText(`T-${ticket.number} · Chaudière éteinte`).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await dialog(page).waitFor({ state: 'detached' })

  await facts(page).getByRole('region', { name: 'Actions' }).getByText('Commander la pièce').waitFor()
  await row(seat('ines'), 'Commander la pièce')
    .getByRole('link', { name: `T-${ticket.number} · Chaudière éteinte` })
    .waitFor()
})

test('a title is asked for, and what was typed is still there after Escape', async () => {
  const page = seat('karim')
  await page.goto('/')
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor()
  await page.keyboard.press('t')
  await dialog(page).getByLabel('Note').fill('Demander à Marie')
  await page.keyboard.press('Control+Enter')
  await dialog(page).getByText('Dites en quelques mots ce qu’il faut faire.').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  await page.keyboard.press('t')
  await dialog(page).getByText('Brouillon repris').waitFor()
  expect(await dialog(page).getByLabel('Note').inputValue()).toBe('Demander à Marie')
  await dialog(page).getByRole('button', { name: 'Effacer' }).click()
  await page.keyboard.press('Escape')
})

test('an action is done by a key, counted in the rail, and undone by another one', async () => {
  const page = seat('karim')
  await anAction({ title: 'Passer à l’atelier', dueAt: new Date(Date.now() - 60_000).toISOString() })
  await standOn(page, 'Passer à l’atelier')
  const due = page.getByRole('navigation', { name: 'Navigation', exact: true }).getByTitle(/en retard ou due/)
  await due.waitFor()
  const before = await due.innerText()
  await page.keyboard.press('x')
  await page.getByText('Fait : Passer à l’atelier').waitFor()
  await page.getByText(/action faite aujourd’hui/).waitFor()
  await expect.poll(async () => ((await due.count()) > 0 ? due.innerText() : '0')).not.toBe(before)
  await page.keyboard.press('z')
  await rowTitle(page, 'Passer à l’atelier').waitFor()
  await expect.poll(() => due.innerText()).toBe(before)
})

test('an action is put off by a date in words, and that is undone too', async () => {
  const page = seat('karim')
  await anAction({ title: 'Envoyer le devis' })
  await standOn(page, 'Envoyer le devis')
  const before = await row(page, 'Envoyer le devis').getByRole('time').getAttribute('datetime')
  const dueNow = () => row(page, 'Envoyer le devis').getByRole('time').getAttribute('datetime')
  await page.keyboard.press('d')
  await page.getByRole('combobox', { name: 'Échéance' }).waitFor()
  await page.keyboard.type('dans 30 jours')
  await page.keyboard.press('Enter')
  await page.getByText('Reportée : Envoyer le devis').waitFor()
  await expect.poll(dueNow).not.toBe(before)
  await page.getByRole('heading', { name: 'Plus tard' }).waitFor()
  await page.keyboard.press('z')
  await expect.poll(dueNow).toBe(before)
})

test('an action that repeats is followed by the next one', async () => {
  const page = seat('karim')
  await anAction({ title: 'Vérifier la sauvegarde', repeat: { every: 1, unit: 'week', from: 'due' } })
  await standOn(page, 'Vérifier la sauvegarde')
  const before = await row(page, 'Vérifier la sauvegarde').getByRole('time').getAttribute('datetime')
  await page.keyboard.press('x')
  await page.getByText(/Fait\s: Vérifier la sauvegarde\. La prochaine/).waitFor()
  await expect
    .poll(() => row(page, 'Vérifier la sauvegarde').getByRole('time').first().getAttribute('datetime'))
    .not.toBe(before)
})

test('a private action is seen by its agents, not by those who may read the actions of others', async () => {
  await anAction({ title: 'Entretien annuel', isPrivate: true, assigneeIds: [ines.id] })
  const page = await sit('claire', await hire('manager', 'Claire Vasseur', 'claire@thermo.test'))
  await anAction({ title: 'Ranger le stock', assigneeIds: [ines.id] })
  await page.goto('/a-faire')
  await page.getByLabel('À faire par').selectOption({ label: 'Inès Faure' })
  await row(page, 'Ranger le stock').waitFor()
  expect(await row(page, 'Entretien annuel').count()).toBe(0)
  await seat('ines').goto('/a-faire')
  await rowTitle(seat('ines'), 'Entretien annuel').waitFor()
  // An action of others is read, and not changed.
  await rowTitle(page, 'Ranger le stock').click()
  await dialog(page).getByText('Inès Faure').waitFor()
  expect(await dialog(page).getByRole('textbox').count()).toBe(0)
})

test('the card of a company lists its actions, and takes a new one', async () => {
  const page = seat('karim')
  const company = await aCompany(by, { name: 'Dupont SA' })
  await page.goto(`/societes/${company.id}`)
  await page.getByText('Aucune action.').waitFor()
  await page.getByRole('button', { name: 'Nouvelle action (T)' }).click()
  await dialog(page).getByText('Dupont SA').waitFor()
  await dialog(page).getByLabel('Libellé').fill('Renouveler le contrat')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'Marquer comme faite : Renouveler le contrat' }).click()
  await page.getByText('1 faite', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Rouvrir : Renouveler le contrat' }).click()
  await page.getByRole('checkbox', { name: 'Marquer comme faite : Renouveler le contrat' }).waitFor()
})

test('changes of an action are not lost by Escape without a question', async () => {
  const page = seat('karim')
  await anAction({ title: 'Appeler le fournisseur' })
  await standOn(page, 'Appeler le fournisseur')
  await page.keyboard.press('e')
  await dialog(page).getByLabel('Libellé').fill('Appeler les deux fournisseurs')
  await page.keyboard.press('Escape')
  await dialog(page).getByText('Vos modifications ne sont pas enregistrées.').waitFor()
  await dialog(page).getByRole('button', { name: 'Continuer' }).click()
  await page.keyboard.press('Control+Enter')
  await rowTitle(page, 'Appeler les deux fournisseurs').waitFor()
})

test.each([
  ['a wide screen', {}],
  ['a phone', phone],
])('the list and the dialog are accessible in light and dark on %s', async (name, device) => {
  await anAction({ title: 'Appeler Marie', note: 'Après midi' })
  const page = await sit(name, karim, device)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto('/a-faire')
    await rowTitle(page, 'Appeler Marie').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await rowTitle(page, 'Appeler Marie').first().click()
    await dialog(page).getByLabel('Libellé').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
  }
})
