import { describe, expect, test } from 'vitest'
import { isWholePhone, parseCaller } from './parse-caller.ts'

describe('name, company, phone and address are parsed from the operator’s text', () => {
  test.each([
    ['dupon 0241', { name: 'Dupon', phone: '0241', email: '', companyName: '' }],
    ['jean martin 06.12.34.56.78', { name: 'Jean Martin', phone: '06 12 34 56 78', email: '', companyName: '' }],
    ['+33 2 41 88 12 40 Anne ROUX', { name: 'Anne ROUX', phone: '+33 2 41 88 12 40', email: '', companyName: '' }],
    ['+33241881240', { name: '', phone: '+33 2 41 88 12 40', email: '', companyName: '' }],
    [
      'zoé de la tour, garage lemoine, Zoe@Garage-Lemoine.fr',
      { name: 'Zoé de la Tour', phone: '', email: 'zoe@garage-lemoine.fr', companyName: 'Garage Lemoine' },
    ],
    ['Hugo chez Librairie Contact', { name: 'Hugo', phone: '', email: '', companyName: 'Librairie Contact' }],
    ['jean-pierre d’arc', { name: 'Jean-Pierre D’Arc', phone: '', email: '', companyName: '' }],
    ['immeuble 12', { name: 'Immeuble 12', phone: '', email: '', companyName: '' }],
    ['', { name: '', phone: '', email: '', companyName: '' }],
  ])('%s', (typed, read) => expect(parseCaller(typed)).toEqual(read))

  test('a French number is complete with ten digits, a foreign one with six', () => {
    expect(['0241881240', '02 41 88', '+32 2 123', '+1 202', ''].map(isWholePhone)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })
})
