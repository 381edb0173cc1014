import { describe, expect, test, vi } from 'vitest'

vi.mock('../../lib/storage.ts', () => ({ storage: { read: () => null, write: () => {} } }))
const { blankDraft, unclear } = await import('./draft.ts')
const { missingIn, newTicket, paragraphs } = await import('./new-ticket.ts')

const unknown = { kind: 'unknown' as const, name: 'Jean', phone: '02 41', email: '', company: null, companyName: '' }

describe('a draft becomes a ticket', () => {
  test('an empty form misses a caller and a title', () => {
    expect(missingIn(blankDraft())).toEqual(['caller', 'title'])
  })

  test('an unknown caller must be reachable: a whole number, or a mail address', () => {
    const draft = { ...blankDraft(), title: 'Fuite', caller: unknown }
    expect(missingIn(draft)).toEqual(['callerPhone'])
    expect(missingIn({ ...draft, caller: { ...unknown, email: 'jean@exemple.fr' } })).toEqual([])
  })

  test('a machine alone is enough to know what is concerned', () => {
    const machine = { id: crypto.randomUUID(), label: 'Frisquet', serialNumber: null, location: null }
    expect(missingIn({ ...blankDraft(), title: 'Fuite', machines: [machine] })).toEqual([])
  })

  test('what was typed is text, whatever it looks like', () => {
    expect(paragraphs('a < b\n& c\n\nsuite')).toBe('<p>a &lt; b<br>&amp; c</p><p>suite</p>')
  })

  test('a moment that nobody understands is asked again, never dropped', () => {
    const draft = { ...blankDraft(), title: ' Fuite ', caller: { ...unknown, phone: '0241881240' } }
    expect(missingIn({ ...draft, dueAt: unclear })).toEqual(['moment'])
    expect(newTicket({ ...draft, reportedAt: '2026-07-01T07:30:00.000Z' }).reportedAt).toBe('2026-07-01T07:30:00.000Z')
    expect(newTicket(draft).title).toBe('Fuite')
  })
})
