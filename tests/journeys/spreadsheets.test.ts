import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../axe.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

/** Léa administers; Karim repairs what the form asks for. */
const { hire, sit, seat } = await openDesk()
const header = 'Horodateur,Votre nom,Adresse e-mail,Que se passe-t-il ?'
const rows = ['23/11/2026 09:15:02,Marie Dupont,marie@dupont.test,La chaudière fuit']
let body = ''
const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(body))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/reponses.csv`
const publish = (of = header) => {
  body = [of, ...rows].join('\r\n')
}

beforeAll(async () => {
  publish()
  await sit('lea', administrator)
  await (await sit('karim', await hire('technician', 'Karim Benali', 'karim@thermo.test'))).goto('/tickets')
})
afterAll(() => server.close())

test('Léa follows the answers of a form after having seen what each column says', async () => {
  const page = seat('lea')
  await page.goto('/reglages/feuilles')
  await page.getByText('Pas encore de feuille de calcul').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Nouvelle feuille' }).click()
  await page.getByLabel('Adresse du fichier CSV').fill(address)
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

test('a row that is added is a ticket on Karim’s screen; the one that was there is none', async () => {
  rows.push('24/11/2026 08:00:00,Luc Roux,luc@roux.test,Plus d’eau chaude')
  publish()
  await seat('lea').getByRole('button', { name: 'Lire maintenant' }).click()
  await seat('karim').getByText('Plus d’eau chaude').first().waitFor()
  expect(await seat('karim').getByText('La chaudière fuit').count()).toBe(0)
  await seat('lea').getByText('1 ticket', { exact: true }).waitFor()
})

test('a column that goes is said where one looks, until it is back', async () => {
  publish(header.replace('Votre nom', 'Prénom'))
  await seat('lea').getByRole('button', { name: 'Lire maintenant' }).click()
  await seat('lea').getByText('Il manque une colonne attendue : Votre nom', { exact: false }).first().waitFor()
  expect(await axeFindings(seat('lea'))).toEqual([])
  rows.push('24/11/2026 09:00:00,Anne Petit,anne@petit.test,Badge perdu')
  publish()
  await seat('lea').getByRole('button', { name: 'Lire maintenant' }).click()
  await seat('karim').getByText('Badge perdu').first().waitFor()
})

test('a row that says no moment is shown with what it says, and opened as a ticket by hand', async () => {
  rows.push('hier soir,Zoé Blanc,zoe@blanc.test,Porte bloquée')
  publish()
  const page = seat('lea')
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
