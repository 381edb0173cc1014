import sharp from 'sharp'
import { expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, refusal } from '../../../tests/factories.ts'

const guichet = await testApp()
const { base, administrator, hire } = guichet
const { call } = administrator
const anybody = client({ base })
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#1f6f5c' } }).composite([
    { input: { create: { width: 10, height: 10, channels: 4, background: '#fff' } }, left: 0, top: 0 },
  ])
const send = async (bytes: Buffer) => call(api.organisation.setLogo, { body: new File([new Uint8Array(bytes)], 'x') })
const fetchLogo = (v = '1') => fetch(`${base}${api.portal.logo.path}?v=${v}`)

test('a logo is re-encoded, reduced, and public under a URL that changes with it', async () => {
  expect((await fetchLogo()).status).toBe(404)
  const noted = await picture(1_600, 800)
    .withExif({ IFD0: { Copyright: 'Secret' } })
    .jpeg()
    .toBuffer()
  const { logo } = await send(noted)
  expect(logo).toMatch(/^[0-9a-f]{16}$/)
  const answer = await fetchLogo(logo ?? '')
  expect((await fetchLogo('another')).headers.get('cache-control')).toBe('no-cache')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 192, height: 96, format: 'png' })
  expect(bytes.includes('Secret')).toBe(false)
  expect((await send(noted)).logo).toBe(logo)
  expect((await send(await picture(300, 60).png().toBuffer())).logo).not.toBe(logo)
  expect(await anybody(api.setup.show, {})).toMatchObject({ look: { colour: null, logo: expect.any(String) } })
  expect(await call(api.organisation.removeLogo, {})).toEqual({ colour: null, logo: null })
  expect((await fetchLogo()).status).toBe(404)
})

test('text, an SVG and an oversized picture are refused as a logo', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  for (const bytes of [Buffer.from(svg), Buffer.from('GIF89a'), Buffer.alloc(0)])
    expect(await refusal(send(bytes))).toMatchObject({ status: 422, code: 'no_preview' })
  expect(await refusal(send(Buffer.alloc(2_000_001)))).toMatchObject({ status: 413, details: { limit: 2_000_000 } })
})

test('a colour applies to the client’s page, and only agents who may change settings choose it', async () => {
  const set = (colour: string | null) => call(api.organisation.change, { body: { colour } })
  await set('#1F6F5C')
  const marie = await signInClient(guichet, await aContact(administrator, { email: 'marie@example.test' }))
  expect((await marie.call(api.portal.me, {})).organisation.look).toEqual({ colour: '#1f6f5c', logo: null })
  await call(api.organisation.change, { body: { name: 'Thermo-Loire SARL' } })
  expect(await call(api.organisation.look, {})).toMatchObject({ colour: '#1f6f5c' })
  expect(await refusal(set('red;}'))).toMatchObject({ code: 'invalid' })
  const karim = await hire('technician')
  expect(await refusal(karim.call(api.organisation.change, { body: { colour: null } }))).toMatchObject({
    code: 'forbidden',
  })
  const body = new File(['x'], 'x')
  expect(await refusal(karim.call(api.organisation.setLogo, { body }))).toMatchObject({ code: 'forbidden' })
  await set(null)
  expect(await anybody(api.setup.show, {})).toMatchObject({ look: { colour: null } })
})
