import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { actLimits } from '../../../contract/limits.ts'
import { testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { guestWithPass } from '../../../tests/guest-form.ts'
import { secrets } from '../../../tests/secrets.ts'
import { identifySender } from '../../platform/http/sender.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { countAct } from '../../platform/throttle.ts'

const limits = { trustedProxies: ['127.0.0.1'], fileLimit: 200_000, uploadLimits: { person: 2 } }
const { db, base, administrator } = await testApp(undefined, undefined, limits)
const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom' },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const { id } = await administrator.call(api.forms.create, {
  body: { name: 'Devis', title: 'Devis', fields: [...fields] },
})
const visitorAt = (address: string) => guestWithPass({ base, db }, id, { more: { 'x-forwarded-for': address } })
const of = { params: { id } }
const body = { answers: { nom: 'Anne' } }

test('a network is refused at its limit of submissions while others are not', async () => {
  const { networkHash } = identifySender('203.0.113.7', await instanceSecret(db, secrets, 'form-proofs'))
  await db.transaction().execute(async (tx) => {
    for (let sent = 0; sent < actLimits.submission.inHour; sent += 1)
      await countAct(tx, actLimits.submission, networkHash)
  })
  const neighbour = await visitorAt('203.0.113.99')
  expect(await refusal(neighbour.call(api.forms.submit, { ...of, body }))).toMatchObject({ code: 'limit_reached' })
  const other = await visitorAt('198.51.100.7')
  expect(await other.call(api.forms.submit, { ...of, body })).toMatchObject({ number: expect.any(Number) })
})

test('a pass is refused at its limit of waiting files', async () => {
  const visitor = await visitorAt('198.51.100.8')
  const send = () =>
    visitor.call(api.forms.upload, { ...of, query: { name: 'a' }, body: new File([Buffer.alloc(150_000)], 'x') })
  await send()
  await send()
  expect(await refusal(send())).toMatchObject({ code: 'uploads_waiting', status: 413 })
})
