import { afterAll, describe, expect, test, vi } from 'vitest'
import { statuses } from '../../../contract/enums.ts'
import { api } from '../../../contract/index.ts'
import { translatePortal } from '../../../i18n/portal/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aContact, aTicket } from '../../../tests/factories.ts'
import { aPhoto } from '../../../tests/pictures.ts'
import { htmlPartOf, startSmtpSink, textOf } from '../../../tests/smtp-sink.ts'
import { readableColour } from './kinds/letterhead.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const mailing = { smtpUrl: sink.url, sender: 'sav@thermo.test', retrySeconds: 1 }
const { administrator } = await testApp(mailing, 'https://sav.thermo.test')

let clients = 0
async function aClientsTicket(locale: 'fr' | 'en' = 'fr') {
  clients += 1
  const marie = await aContact(administrator, { name: 'Marie Dupont', email: `marie${clients}@client.test`, locale })
  const ticket = await aTicket(administrator, { contactIds: [marie.id] })
  const newest = (subject: string) =>
    vi.waitUntil(() => sink.to(marie.email ?? '').find((mail) => mail.subject.startsWith(subject)), {
      timeout: 15_000,
      interval: 50,
    })
  return { ...ticket, newest }
}

const setStatus = async (id: string, to: (typeof statuses)[number], more: object = {}) => {
  const { version } = await administrator.call(api.tickets.show, { params: { key: id } })
  const note = ['resolved', 'rejected', 'cancelled'].includes(to) ? '<p>Purgeur remplacé.</p>' : ''
  return administrator.call(api.tickets.setStatus, { params: { id }, body: { to, version, note, ...more } })
}

describe('a mail to a client', () => {
  test.each(['fr', 'en'] as const)('names each status as the client’s page does, in %s', async (locale) => {
    for (const to of statuses.filter((status) => status !== 'opened')) {
      const { id, newest } = await aClientsTicket(locale)
      if (to === 'disputed') await setStatus(id, 'resolved')
      await setStatus(id, to, to === 'disputed' ? { note: '<p>Toujours en panne</p>' } : {})
      const name = translatePortal(locale, `status.${to}`)
      expect(textOf(await newest(`${name} – `)).split('\n')).toContain(name)
    }
  })

  test('says until when a request waits', async () => {
    const { id, newest } = await aClientsTicket()
    await setStatus(id, 'waiting', { until: '2099-12-01T08:00:00+01:00', note: 'Pièce commandée' })
    const text = textOf(await newest('En attente'))
    expect(text).toContain('En attente jusqu’au mardi 1er décembre\n\nPièce commandée')
  })

  test('shows the company’s logo, colour and telephone, and nothing remote', async () => {
    const body = { phone: '02 41 00 00 00', colour: '#1f6f5c' }
    await administrator.call(api.organisation.change, { body })
    const picture = new File([new Uint8Array(await aPhoto())], 'logo.png')
    await administrator.call(api.organisation.setLogo, { body: picture })
    const { newest } = await aClientsTicket()
    const mail = await newest('Demande reçue')
    const html = htmlPartOf(mail)
    const id = /<img src="cid:([^"]+)" alt="Thermo-Loire"/.exec(html)?.[1]
    expect(mail.raw).toMatch(new RegExp(`content-id: <${id}>`, 'i'))
    expect(html).toContain('background:#1f6f5c')
    expect(html).toContain('href="tel:0241000000"')
    expect(html).not.toMatch(/(src|background)="?https?:/)
    expect(textOf(mail)).toContain('Appelez-nous au 02 41 00 00 00')
  })

  test('has buttons to contest and to rate while its request is resolved', async () => {
    const { id, newest } = await aClientsTicket()
    expect(textOf(await newest('Demande reçue'))).not.toContain('Ce n’est pas réglé')
    await setStatus(id, 'resolved')
    const html = htmlPartOf(await newest('Réglée'))
    const links = [...html.matchAll(/href="(https[^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'))
    const page = `https://sav.thermo.test/portail/tickets/${id}#`
    expect(links.filter((url) => url.startsWith(`${page}contester=`))).toHaveLength(1)
    const stars = links.filter((url) => url.startsWith(`${page}avis=`))
    expect(stars.map((url) => /note=(\d)/.exec(url)?.[1])).toEqual(['1', '2', '3', '4', '5'])
  })
})

test('darkens a company colour until white text is legible on it', () => {
  expect(readableColour('#1f6f5c')).toBe('#1f6f5c')
  expect(readableColour('#ffd400')).not.toBe('#ffd400')
  expect(readableColour('#ffffff')).toMatch(/^#(..)\1\1$/)
})
