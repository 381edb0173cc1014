import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { client } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

/** Léa composes a form in the settings, and decides what becomes of what robots may have sent. */
const { by, sit, seat } = await openDesk()
async function theForm() {
  const [form] = (await by.call(api.forms.list, {})).items
  if (!form) throw new Error('there is no form')
  return form
}

beforeAll(async () => {
  await sit('lea', administrator)
})

test('Léa composes a form: what is missing is said at the fields, and visitors find what she saved', async () => {
  const page = seat('lea')
  await page.goto('/reglages/formulaires')
  await page.getByText('Pas encore de formulaire').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Nouveau formulaire' }).click()
  await page.getByLabel('Ajouter un champ').selectOption('choice')
  await page.getByRole('button', { name: 'Créer le formulaire' }).click()
  await page.getByText('Écrivez au moins un choix').waitFor()
  expect(await page.getByLabel('Nom', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Nom', { exact: true }).fill('Dépannage')
  await page.getByLabel('Choix, un par ligne').fill('Panne\n\nDevis')
  await page.getByLabel('Intitulé').last().fill('Sujet')
  await page.getByLabel('Ajouter un champ').selectOption('line')
  await page.getByLabel('Intitulé').last().fill('Code affiché')
  await page.getByLabel('Afficher « Code affiché » seulement si').selectOption({ label: 'Sujet' })
  await page.getByLabel('vaut').selectOption('Devis')
  await page.getByRole('button', { name: 'Retirer « Téléphone »' }).click()
  await page.getByRole('button', { name: 'Monter « Description »' }).click()
  await page.getByRole('button', { name: 'Créer le formulaire' }).click()
  await page.getByRole('button', { name: 'Dépannage' }).waitFor()
  const { id } = await theForm()
  const { fields } = await by.call(api.forms.read, { params: { id } })
  const labels = ['Nom', 'Adresse e-mail', 'Description', 'Objet', 'Photos et fichiers', 'Sujet', 'Code affiché']
  expect(fields.map(({ label }) => label)).toEqual(labels)
  expect(fields[5]?.options).toEqual(['Panne', 'Devis'])
  expect(fields[6]?.when).toEqual({ field: fields[5]?.id, is: 'Devis' })
})

test('what a colleague saved meanwhile is told: it is taken up, or replaced knowingly', async () => {
  const page = seat('lea')
  await page.getByRole('button', { name: 'Dépannage' }).click()
  expect(await page.getByLabel('À copier sur votre site').inputValue()).toContain('<guichet-form form=')
  expect(await axeFindings(page)).toEqual([])
  const {
    id,
    submissions: _,
    quarantined: __,
    ...known
  } = (await theForm()) as NonNullable<Awaited<ReturnType<typeof theForm>>>
  await by.call(api.forms.change, { params: { id }, body: { ...known, intro: 'Du lundi au vendredi' } })
  await page.getByLabel('Titre').fill('Demander un dépannage')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Reprendre la version enregistrée' }).click()
  await expect.poll(() => page.getByLabel('Introduction').inputValue()).toBe('Du lundi au vendredi')
  await by.call(api.forms.change, { params: { id }, body: { ...known, version: known.version + 1 } })
  await page.getByLabel('Titre').fill('Demander un dépannage')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Garder la mienne' }).click()
  await page.getByRole('button', { name: 'Garder la mienne' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(async () => (await theForm()).title).toBe('Demander un dépannage')
})

/** As a robot does, which fills in every field it finds. */
async function sendAsRobot(name: string) {
  const params = { id: (await theForm()).id }
  const base = new URL(seat('lea').url()).origin
  const guest = client({ base })
  const { maxnumber, ...challenge } = await guest(api.forms.challenge, { params })
  const digest = (number: number) => createHash('sha256').update(`${challenge.salt}${number}`).digest('hex')
  let number = 0
  while (number < maxnumber && digest(number) !== challenge.challenge) number += 1
  const { pass } = await guest(api.forms.pass, { params, body: { ...challenge, number } })
  const robot = client({ base, headers: () => ({ authorization: `Bearer ${pass}` }) })
  const answers = { name, email: 'anne@exemple.test', subject: 'Chaudière en panne' }
  await robot(api.forms.submit, { params, body: { answers, website: 'https://spam.example' } })
}

test('what looks like a robot’s appears by itself with why, and becomes a ticket or is deleted', async () => {
  const page = seat('lea')
  await sendAsRobot('Anne Roy')
  const kept = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await kept('Anne Roy').getByText('champ piège rempli').waitFor()
  await page.getByRole('heading', { name: 'Quarantaine (1)' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await kept('Anne Roy').getByRole('button', { name: 'En faire un ticket' }).click()
  await page.getByText(/^Ticket T-\d+ créé$/).waitFor()
  await page.getByText('Rien en quarantaine.').waitFor()
  const { items } = await by.call(api.tickets.list, { query: {} })
  expect(items).toMatchObject([{ title: 'Chaudière en panne' }])
  await sendAsRobot('Jean Bot')
  await kept('Jean Bot').getByRole('button', { name: 'Supprimer' }).click()
  await kept('Jean Bot').getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.getByText('Envoi supprimé').waitFor()
  await page.getByText('Rien en quarantaine.').waitFor()
})
