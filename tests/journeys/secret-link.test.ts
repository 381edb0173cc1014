import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { axeFindings } from '../axe.ts'
import { openPage } from '../browser.ts'
import { guestWithPass } from '../guest-form.ts'
import { administrator } from '../guichet.ts'
import { openDesk } from './desk.ts'

/** A guest follows a ticket by the secret link of a form, until the desk withdraws it and hands over another. */
const { by, sit, seat } = await openDesk()
let guest: Page
let path = ''
let number = 0

beforeAll(async () => {
  const lea = await sit('lea', administrator)
  const base = new URL(lea.url()).origin
  const body = { name: 'Dépannage', title: 'x', fields: [{ id: 'objet', kind: 'subject', label: 'Objet' }] } as const
  const form = await by.call(api.forms.create, { body: { ...body, fields: [...body.fields] } })
  const { call } = await guestWithPass({ base }, form.id)
  const answers = { answers: { objet: 'Chaudière en panne' } }
  const received = await call(api.forms.submit, { params: { id: form.id }, body: answers })
  path = received.path ?? ''
  number = received.number ?? 0
  const browser = lea.context().browser()
  if (!browser) throw new Error('there is no browser')
  guest = (await openPage(browser, base)).page
})

const follow = async (link: string) => {
  await guest.goto('about:blank')
  await guest.goto(link)
  await guest.getByRole('button', { name: 'Voir la demande' }).click()
}

test('the desk sees that the link serves, withdraws it while the guest looks, and hands over another, shown once', async () => {
  const page = seat('lea')
  await follow(path)
  await guest.getByRole('heading', { name: 'Chaudière en panne' }).waitFor()
  await page.goto(`/tickets/${number}`)
  await page.getByText('Suivi par lien secret').waitFor()
  await page.getByText(/^Utilisé/).waitFor()
  await page.getByRole('button', { name: 'Révoquer le lien' }).click()
  await page.getByText('ne verront plus la demande').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Révoquer', exact: true }).click()
  await guest.getByText('Le lien de cette page a été retiré').waitFor({ timeout: 5_000 })
  expect(await axeFindings(guest)).toEqual([])
  await follow(path)
  await guest.getByText('Ce lien a été retiré').waitFor()
  await page.getByText('suivi par lien secret', { exact: false }).last().waitFor()

  await page.getByRole('button', { name: 'Créer un nouveau lien' }).click()
  const link = await page.getByLabel(/^Lien à remettre à/).inputValue()
  expect(await axeFindings(page)).toEqual([])
  await follow(link)
  await guest.getByRole('heading', { name: 'Chaudière en panne' }).waitFor()
  await page.reload()
  await page.getByText(/^Utilisé/).waitFor()
  expect(await page.getByLabel(/^Lien à remettre à/).count()).toBe(0)
})
