import { once } from 'node:events'
import http from 'node:http'
import { expect, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { type Person, testApp } from '../app.ts'
import { refusal } from '../factories.ts'

const { db, base, administrator, hire } = await testApp()

/** Sends the first part of a body, then the rest once `meanwhile` has happened. Resolves with the refusal's code. */
async function sendSlowly(
  sender: Person,
  path: string,
  parts: { type: string; first: string; rest: string },
  meanwhile: () => Promise<unknown>,
) {
  const headers = {
    cookie: sender.cookie,
    'content-type': parts.type,
    'content-length': String(parts.first.length + parts.rest.length),
  }
  const request = http.request(base + path, { method: 'POST', headers })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  request.write(parts.first)
  await meanwhile()
  request.end(parts.rest)
  const [response] = await answered
  const text = (await response.toArray()).join('')
  return { status: response.statusCode, code: JSON.parse(text).code }
}

/** Resolves once the server refuses the agent's cookie. */
const disable = (agent: Person) => async () => {
  await agent.call(api.session.show, {})
  await administrator.call(api.agents.change, { params: { id: agent.id }, body: { disabled: true } })
  await vi.waitFor(async () => expect(await refusal(agent.call(api.session.show, {}))).toBeTruthy(), 5_000)
}

test('a file whose sender lost their access while it arrived is refused, and leaves no row', async () => {
  const sender = await hire('technician')
  const parts = { type: 'application/octet-stream', first: 'begin', rest: 'end' }
  const answer = await sendSlowly(sender, '/api/attachments?name=a.txt', parts, disable(sender))
  expect(answer).toEqual({ status: 401, code: 'unauthenticated' })
  expect(await db.selectFrom('attachment').select('id').execute()).toEqual([])
})

test('a change whose sender lost their access while it arrived is refused', async () => {
  const sender = await hire('technician')
  const parts = { type: 'application/json', first: '{"name":', rest: '"Atelier Morin"}' }
  const answer = await sendSlowly(sender, api.contacts.create.path, parts, disable(sender))
  expect(answer).toEqual({ status: 401, code: 'unauthenticated' })
  expect(await db.selectFrom('contact').select('id').execute()).toEqual([])
})

test('a request that declares a file and sends none is invalid', async () => {
  for (const [method, path] of [
    ['PUT', api.organisation.setLogo.path],
    ['POST', `${api.attachments.upload.path}?name=a.txt`],
  ]) {
    const answer = await fetch(base + path, { method: method ?? '', headers: { cookie: administrator.cookie } })
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid' }])
  }
})
