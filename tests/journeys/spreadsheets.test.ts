import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

/** Léa administers; Karim repairs what the form asks for. */
const { by, hire, sit, seat } = await openDesk()
const header = 'Horodateur,Votre nom,Adresse e-mail,Que se passe-t-il ?'
const columns = {
  Horodateur: 'timestamp',
  'Votre nom': 'name',
  'Adresse e-mail': 'email',
  'Que se passe-t-il ?': 'description',
} as const
/** Contents of the files, by their paths. */
const files: Record<string, string> = {}
const server = createServer((request, response) =>
  response.writeHead(200, { 'content-type': 'text/csv' }).end(files[request.url ?? '']),
)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const addressOf = (file: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${file}`

/** Publishes a file with one row, and with those that are added. */
function publish(file: string, added: string[] = [], of = header) {
  const rows = ['23/11/2026 09:15:02,Marie Dupont,marie@dupont.test,La chaudière fuit', ...added]
  files[`/${file}`] = [of, ...rows].join('\r\n')
}

/** Publishes a file and shows Léa the sheet that follows it, once it was read. */
async function followSheet(file: string) {
  publish(file)
  const page = seat('lea')
  const body = { name: file, address: addressOf(file), allowsPrivate: true, columns }
  await by.call(api.spreadsheets.create, { body })
  await page.goto('/reglages/feuilles')
  await page.getByRole('button', { name: file }).click()
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  const sheet = async () => (await by.call(api.spreadsheets.list, {})).items.find(({ name }) => name === file)
  await expect.poll(async () => (await sheet())?.readAt).toEqual(expect.any(String))
  return page
}

beforeAll(async () => {
  await sit('lea', administrator)
  await (await sit('karim', await hire('technician', 'Karim Benali', 'karim@thermo.test'))).goto('/tickets')
})
afterAll(() => server.close())

test('Léa follows the answers of a form after having seen what each column says', async () => {
  publish('reponses.csv')
  const page = seat('lea')
  await page.goto('/reglages/feuilles')
  await page.getByText('Pas encore de feuille de calcul').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Nouvelle feuille' }).click()
  await page.getByLabel('Adresse du fichier CSV').fill(addressOf('reponses.csv'))
  await page.getByRole('button', { name: 'Lire la feuille' }).click()
  await page.getByText('Cette adresse est celle d’un serveur du réseau', { exact: false }).waitFor()
  await page.getByLabel('Cette adresse est celle d’un serveur de notre réseau').check()
  await page.getByRole('button', { name: 'Lire la feuille' }).click()
  await page.getByText('1 ligne trouvée', { exact: false }).waitFor()
  const said = page.getByLabel('Contenu de la colonne « Que se passe-t-il ? »')
  expect(await said.inputValue()).toBe('description')
  expect(await page.getByLabel('Cette source vérifie les adresses').isChecked()).toBe(false)
  await page.getByLabel('Créer aussi les tickets').check()
  await page.getByText('annoncés par mail à 1 agent', { exact: false }).waitFor()
  expect(await page.getByLabel('Prévenir par mail de ces tickets').isChecked()).toBe(false)
  await page.getByLabel('Créer aussi les tickets').uncheck()
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Nom', { exact: true }).fill('Formulaire Google')
  await page.getByRole('button', { name: 'Suivre la feuille' }).click()
  await page.getByRole('button', { name: 'Formulaire Google' }).click()
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  await page.getByText(/^Lue /).first().waitFor()
})

test('an added row is a ticket on Karim’s screen, and an existing one is not', async () => {
  const page = await followSheet('eau.csv')
  publish('eau.csv', ['24/11/2026 08:00:00,Luc Roux,luc@roux.test,Plus d’eau chaude'])
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  await seat('karim').getByText('Plus d’eau chaude').first().waitFor()
  expect(await seat('karim').getByText('La chaudière fuit').count()).toBe(0)
  await page.getByText('1 ticket', { exact: true }).waitFor()
})

test('a removed column is reported on the page until it is back', async () => {
  const page = await followSheet('badge.csv')
  publish('badge.csv', [], header.replace('Votre nom', 'Prénom'))
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  await page.getByText('Il manque une colonne attendue : Votre nom', { exact: false }).first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  publish('badge.csv', ['24/11/2026 09:00:00,Anne Petit,anne@petit.test,Badge perdu'])
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  await seat('karim').getByText('Badge perdu').first().waitFor()
})

test('a row without a timestamp is shown with its values, and opened as a ticket by hand', async () => {
  const page = await followSheet('porte.csv')
  publish('porte.csv', ['hier soir,Zoé Blanc,zoe@blanc.test,Porte bloquée'])
  await page.getByRole('button', { name: 'Lire maintenant' }).click()
  const row = page.getByRole('region', { name: 'Lignes à regarder' }).getByRole('listitem')
  await row.getByText('Date illisible').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await row.getByRole('button', { name: 'Ouvrir un ticket' }).click()
  await page.getByText(/^T-\d+ est ouvert$/).waitFor()
  await row.waitFor({ state: 'detached' })
  await seat('karim').getByText('Porte bloquée').first().waitFor()
})

test('a key for another program is shown once, and taken back', async () => {
  const page = seat('lea')
  await page.goto('/reglages/cles')
  await page.getByText('Aucune clé').waitFor()
  await page.getByLabel('Programme').fill('Tableau de bord')
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const key = await page.getByLabel('La clé, à copier maintenant').inputValue()
  expect(key).toMatch(/^gk_[\w-]{43}$/)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Révoquer' }).click()
  await page.getByRole('button', { name: 'Révoquer la clé' }).click()
  await page.getByText('Aucune clé').waitFor()
})
