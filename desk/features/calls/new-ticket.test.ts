import { describe, expect, test } from 'vitest'
import { unclear } from '../../lib/parse-moment.ts'
import { blankDraft } from './draft.ts'
import { missingIn, newTicket } from './new-ticket.ts'

const unknown = { kind: 'unknown' as const, name: 'Jean', phone: '02 41', email: '', company: null, companyName: '' }

describe('a draft becomes a ticket', () => {
  test('an empty form lacks a caller and a title', () => {
    expect(missingIn(blankDraft())).toEqual(['caller', 'title'])
  })

  test('an unknown caller needs a complete phone number or a mail address', () => {
    const draft = { ...blankDraft(), title: 'Fuite', caller: unknown }
    expect(missingIn(draft)).toEqual(['callerPhone'])
    expect(missingIn({ ...draft, caller: { ...unknown, email: 'jean@exemple.fr' } })).toEqual([])
    expect(missingIn({ ...draft, caller: { ...unknown, email: 'jean@exemple' } })).toEqual(['callerPhone'])
  })

  test('a machine alone is enough, without a caller', () => {
    const machine = { id: crypto.randomUUID(), label: 'Frisquet', serialNumber: null, location: null }
    expect(missingIn({ ...blankDraft(), title: 'Fuite', machines: [machine] })).toEqual([])
  })

  test('an unknown machine is created with the ticket, and text without a choice is missing one', () => {
    const draft = { ...blankDraft(), title: 'Fuite', newMachines: ['Xerox VersaLink C405'] }
    expect(missingIn(draft)).toEqual([])
    expect(newTicket(draft).newMachines).toEqual([{ brand: 'Xerox', model: 'VersaLink C405' }])
    expect(missingIn({ ...draft, machineText: 'Ricoh' })).toEqual(['machine'])
  })

  test('typed text is escaped as text', () => {
    const hostile = newTicket({ ...blankDraft(), description: '<img src=x onerror=alert(1)>&lt;' }).description
    expect(hostile).toBe('<p>&lt;img src=x onerror=alert(1)&gt;&amp;lt;</p>')
  })

  test('a caller may report for somebody else, who is the concerned contact', () => {
    const [marie, paul] = ['Marie', 'Paul'].map((name) => {
      const nothing = { phone: null, mobile: null, email: null, company: null }
      return { kind: 'known' as const, id: crypto.randomUUID(), name, ...nothing }
    })
    const draft = { ...blankDraft(), title: 'Fuite', caller: marie ?? null }
    expect(newTicket(draft)).toMatchObject({ contactIds: [marie?.id], reporterContactId: marie?.id })
    const forPaul = newTicket({ ...draft, concerned: paul ?? null })
    expect(forPaul).toMatchObject({ contactIds: [paul?.id], reporterContactId: marie?.id })
  })

  test('a moment that cannot be parsed is missing, and never dropped', () => {
    const draft = { ...blankDraft(), title: ' Fuite ', caller: { ...unknown, phone: '0241881240' } }
    expect(missingIn({ ...draft, dueAt: unclear })).toEqual(['moment'])
    expect(newTicket({ ...draft, reportedAt: '2026-07-01T07:30:00.000Z' }).reportedAt).toBe('2026-07-01T07:30:00.000Z')
    expect(newTicket(draft).title).toBe('Fuite')
  })
})
