import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { testApp } from '../app.ts'
import { aContact, aTicket } from '../factories.ts'
import { type LiveStream, listen } from '../live-stream.ts'

const { base, administrator, hire } = await testApp()
const claire = await hire('technician', 'Claire Morel')
const content = { kind: 'answer', visibility: 'public', html: '<p>Je passe jeudi.</p>' } as const
const told = (stream: LiveStream) => stream.heard.filter(({ event }) => event === 'draft')

test('only the author’s open pages get each revision’s number, without its text', async () => {
  const streams = [await listen(base, claire), await listen(base, claire), await listen(base, administrator)] as const
  const { id } = await aTicket(administrator)
  const { revision } = await claire.call(api.drafts.keep, { params: { id }, body: { content } })
  const body = { kind: 'answer', visibility: 'public', body: content.html } as const
  const { draft } = await claire.call(api.tickets.addStep, { params: { id }, body })
  const last = await aContact(administrator)
  for (const stream of streams) await stream.waitFor(({ data }) => data.id === last.id)
  const revisions = [revision, draft?.revision].map((each) => ({
    id: Number.NaN,
    event: 'draft',
    data: { id, revision: each },
  }))
  expect(streams.map(told)).toEqual([revisions, revisions, []])
  for (const stream of streams) stream.cut()
})
