import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { guestWithPass } from '../guest-form.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

/** Léa composes a form in the settings, and decides what becomes of what robots may have sent. */
const { by, sit, seat } = await openDesk()
const fields = [
  { id: 'name', kind: 'name', label: 'Nom', required: true },
  { id: 'email', kind: 'email', label: 'Adresse mail', required: true },
  { id: 'subject', kind: 'subject', label: 'Objet', required: true },
  { id: 'topic', kind: 'choice', label: 'Sujet', options: ['Panne', 'Devis'] as string[] },
  { id: 'code', kind: 'line', label: 'Code affiché', when: { field: 'topic', is: 'Devis' } },
] as const
async function formNamed(name: string) {
  const form = (await by.call(api.forms.list, {})).items.find((item) => item.name === name)
  if (!form) throw new Error(`there is no form ${name}`)
  return form
}

async function aForm(name: string) {
  const body = { name, title: 'Nous contacter', fields: [...fields] }
  await by.call(api.forms.create, { body })
}

/** Makes a form, and opens it beside its preview. */
async function openForm(name: string) {
  await aForm(name)
  await seat('lea').goto('/reglages/formulaires')
  await seat('lea').getByRole('button', { name, exact: true }).click()
  await written().getByLabel('Titre').waitFor()
}

/** Where Léa writes, as against the preview beside it, which has the same labels. */
const written = () => seat('lea').getByRole('region', { name: 'Composition' })

beforeAll(async () => {
  await sit('lea', administrator)
})

test('Léa composes a form: what is missing is said at the fields, and visitors find what she saved', async () => {
  const page = seat('lea')
  await page.goto('/reglages/formulaires')
  await page.getByText('Pas encore de formulaire').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Nouveau formulaire' }).click()
  await written().getByLabel('Ajouter un champ').selectOption('choice')
  await page.getByRole('button', { name: 'Créer le formulaire' }).click()
  await page.getByText('Écrivez au moins un choix').waitFor()
  expect(await written().getByLabel('Nom', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  expect(await axeFindings(page)).toEqual([])
  await written().getByLabel('Nom', { exact: true }).fill('Dépannage')
  await written().getByLabel('Choix, un par ligne').fill('Panne\n\nDevis')
  await written().getByLabel('Intitulé').last().fill('Sujet')
  await written().getByLabel('Ajouter un champ').selectOption('line')
  await written().getByLabel('Intitulé').last().fill('Code affiché')
  await written().getByLabel('Afficher « Code affiché » seulement si').selectOption({ label: 'Sujet' })
  await written().getByLabel('vaut').selectOption('Devis')
  await written().getByLabel('Faire confirmer l’adresse mail').focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Retirer « Téléphone »' }).click()
  await page.getByRole('button', { name: 'Monter « Descriptif »' }).click()
  await page.getByText('« Descriptif » : place 3 sur 7').waitFor()
  await page.getByRole('button', { name: 'Créer le formulaire' }).click()
  expect(await written().getByLabel('À copier sur votre site').inputValue()).toContain('<guichet-form form=')
  await page.getByRole('radio', { name: 'WordPress' }).click()
  const { id: made } = await formNamed('Dépannage')
  expect(await written().getByLabel('À copier sur votre site').inputValue()).toBe(`[guichet_form id="${made}"]`)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Terminé' }).click()
  await page.getByRole('button', { name: 'Dépannage' }).waitFor()
  const { id } = await formNamed('Dépannage')
  expect((await formNamed('Dépannage')).confirmEmail).toBe(true)
  const { fields } = await by.call(api.forms.read, { params: { id } })
  const labels = ['Nom', 'Adresse mail', 'Descriptif', 'Objet', 'Photos et fichiers', 'Sujet', 'Code affiché']
  expect(fields.map(({ label }) => label)).toEqual(labels)
  expect(fields[5]?.options).toEqual(['Panne', 'Devis'])
  expect(fields[6]?.when).toEqual({ field: fields[5]?.id, is: 'Devis' })
})

test('beside what she writes stands the form that visitors will see; it can be tried, and sends nothing', async () => {
  const page = seat('lea')
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/api/forms/') && asked.push(request.url()))
  await openForm('Aide')
  const preview = page.getByRole('region', { name: 'Aperçu' })
  await preview.getByRole('heading', { name: 'Nous contacter' }).waitFor()
  const title = written().getByLabel('Titre')
  await title.press('End')
  await title.pressSequentially(', vite')
  await preview.getByRole('heading', { name: 'Nous contacter, vite' }).waitFor()
  expect(await title.evaluate((element) => element.matches(':focus'))).toBe(true)
  expect(await preview.getByLabel('Code affiché').count()).toBe(0)
  await preview.getByLabel('Sujet').selectOption('Devis')
  await preview.getByLabel('Code affiché').fill('E133')
  await preview.getByRole('button', { name: 'Aperçu : rien n’est envoyé' }).click()
  await preview.getByText('Vérifiez les champs signalés : 3').waitFor()
  await written().getByLabel('Ajouter un champ').selectOption('project')
  await preview.getByRole('radio', { name: 'Client connecté' }).click()
  await preview.getByLabel('Projet').selectOption('Projet d’exemple')
  expect(await preview.getByLabel('Adresse mail').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await preview.getByRole('radio', { name: 'Visiteur' }).click()
  await preview.getByLabel('Adresse mail').waitFor()
  expect(await preview.getByLabel('Projet').count()).toBe(0)
  await preview.getByRole('radio', { name: 'Sombre' }).click()
  expect(await axeFindings(page)).toEqual([])
  await written().getByLabel('Intitulé').first().fill('')
  await preview.getByLabel('Nom', { exact: true }).waitFor()
  expect(asked).toEqual([])
})

test('unsaved changes are not lost by a key: leaving is asked for; a field is dragged to its place', async () => {
  const page = seat('lea')
  await openForm('Contact')
  await written().getByLabel('Titre').fill('Nous contacter, vite')
  await page.keyboard.press('Escape')
  await page.getByText('Vos changements ne sont pas enregistrés.').waitFor()
  await page.getByRole('button', { name: 'Continuer' }).click()
  expect(await written().getByLabel('Titre').inputValue()).toBe('Nous contacter, vite')
  const [grip, target] = [
    page.getByTitle('Glisser pour déplacer').nth(1),
    page.getByTitle('Glisser pour déplacer').first(),
  ]
  await grip.scrollIntoViewIfNeeded()
  const [from, to] = [await grip.boundingBox(), await target.boundingBox()]
  await page.mouse.move((from?.x ?? 0) + 5, (from?.y ?? 0) + 5)
  await page.mouse.down()
  await page.mouse.move((to?.x ?? 0) + 5, (to?.y ?? 0) + 5, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Monter « Adresse mail »' }).and(page.locator(':disabled')).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Fermer sans enregistrer' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await formNamed('Contact')).title).toBe('Nous contacter')
})

test("a colleague's change meanwhile is told: it is taken up, or replaced knowingly", async () => {
  const page = seat('lea')
  await openForm('Entretien')
  expect(await written().getByLabel('À copier sur votre site').inputValue()).toContain('<guichet-form form=')
  expect(await axeFindings(page)).toEqual([])
  const { id, submissions: _, quarantined: __, ...known } = await formNamed('Entretien')
  await by.call(api.forms.change, { params: { id }, body: { ...known, intro: 'Du lundi au vendredi' } })
  await written().getByLabel('Titre').fill('Demander un dépannage')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Reprendre la version enregistrée' }).click()
  await expect.poll(() => written().getByLabel('Introduction').inputValue()).toBe('Du lundi au vendredi')
  await by.call(api.forms.change, { params: { id }, body: { ...known, version: known.version + 1 } })
  await written().getByLabel('Titre').fill('Demander un dépannage')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Garder la mienne' }).click()
  await page.getByRole('button', { name: 'Garder la mienne' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(async () => (await formNamed('Entretien')).title).toBe('Demander un dépannage')
})

/** Sends a form as a robot, which fills in every field that it finds. */
async function sendAsRobot(form: string, name: string) {
  const params = { id: (await formNamed(form)).id }
  const base = new URL(seat('lea').url()).origin
  const { call: robot } = await guestWithPass({ base }, params.id, { quick: true })
  const answers = { name, email: 'anne@exemple.test', subject: 'Chaudière en panne' }
  await robot(api.forms.submit, { params, body: { answers, website: 'https://spam.example' } })
}

test('a submission that looks like a robot’s appears by itself with why, and becomes a ticket or is deleted', async () => {
  const page = seat('lea')
  await aForm('Urgences')
  await page.goto('/reglages/formulaires')
  await sendAsRobot('Urgences', 'Anne Roy')
  const kept = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await kept('Anne Roy').getByText('champ piège rempli').waitFor()
  await page.getByRole('heading', { name: 'Quarantaine (1)' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await kept('Anne Roy').getByRole('button', { name: 'En faire un ticket' }).click()
  await page.getByText(/^Ticket T-\d+ créé$/).waitFor()
  await page.getByText('Rien en quarantaine.').waitFor()
  const { items } = await by.call(api.tickets.list, { query: {} })
  expect(items).toMatchObject([{ title: 'Chaudière en panne' }])
  await sendAsRobot('Urgences', 'Jean Bot')
  await kept('Jean Bot').getByRole('button', { name: 'Supprimer' }).click()
  await kept('Jean Bot').getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.getByText('Envoi supprimé').waitFor()
  await page.getByText('Rien en quarantaine.').waitFor()
})

test('a form is duplicated, removed once it is said what that means, and restored', async () => {
  const page = seat('lea')
  await openForm('Réparation')
  await page.getByRole('button', { name: 'Dupliquer' }).click()
  await expect.poll(() => written().getByLabel('Nom', { exact: true }).inputValue()).toBe('Copie de Réparation')
  await page.getByRole('button', { name: 'Créer le formulaire' }).click()
  await page.getByRole('button', { name: 'Supprimer le formulaire' }).click()
  await page.getByText('Ses tickets restent, et leurs liens secrets continuent de servir.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByText('Formulaire « Copie de Réparation » supprimé').waitFor()
  await page.getByRole('button', { name: 'Copie de Réparation', exact: true }).waitFor({ state: 'detached' })
  const removed = page.getByRole('region', { name: 'Supprimés' })
  expect(await axeFindings(page)).toEqual([])
  await removed.getByRole('button', { name: 'Restaurer « Copie de Réparation »' }).click()
  await removed.waitFor({ state: 'detached' })
  const names = (await by.call(api.forms.list, {})).items.map(({ name }) => name)
  expect(names.filter((name) => name.includes('Réparation'))).toEqual(['Copie de Réparation', 'Réparation'])
})
