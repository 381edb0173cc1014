import { expect, test } from 'vitest'
import { portalAddress, portalPaths, ticketKeyIn, ticketPath } from './page-addresses.ts'

test('an address of the client’s page carries its secrets after #, in their order', () => {
  expect(portalAddress(portalPaths.account)).toBe('/portail/compte')
  expect(portalAddress(portalPaths.list, { lien: 'a_b-c' })).toBe('/portail/#lien=a_b-c')
  const secrets = { avis: 'id.1.sign', pour: 'id.sign', note: '3' }
  expect(portalAddress(ticketPath('id'), secrets)).toBe('/portail/tickets/id#avis=id.1.sign&pour=id.sign&note=3')
  expect(portalAddress(portalPaths.list, { mails: 'a&note=5' })).toBe('/portail/#mails=a%26note%3D5')
})

test('the path of a ticket names it', () => {
  expect(ticketKeyIn(ticketPath(1043))).toBe('1043')
  expect(ticketKeyIn('/tickets')).toBeNull()
  expect(ticketKeyIn('/tickets/1043/fil')).toBeNull()
})
