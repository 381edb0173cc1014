import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { password, testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { findPasswordProblem } from './check-password.ts'

const { administrator, hire } = await testApp()
const { call } = administrator
const personal = ['Léa Martin', 'lea.martin@example.test', 'Thermo-Loire']

test.each([
  '1234567890',
  'password123',
  'motdepasse123',
  'Motdepasse2024!',
  'P@ssw0rd123',
  'azertyuiop',
  'aaaaaaaaaaaa',
])('the common password %s is refused', async (given) =>
  expect(await findPasswordProblem(given, personal)).toBe('password_common'),
)

test.each([
  'Lea-Martin-12',
  'thermoloire49',
  'Thermo-Loire!',
  'guichet2026',
  'léamartin2026',
  'lea.martin@example.test',
])('the password %s made of what everybody knows is refused', async (given) =>
  expect(await findPasswordProblem(given, personal)).toBe('password_personal'),
)

test.each([password, 'le chat dort sur le toit', 'kq7m-x4tp-9brw-h2dn', 'La chaudière de Thermo-Loire fuit'])(
  'the password %s is accepted',
  async (given) => expect(await findPasswordProblem(given, personal)).toBeNull(),
)

test('checks a long password in less than a second', async () => {
  await findPasswordProblem(password, personal)
  const begun = performance.now()
  await findPasswordProblem(`${'x'.repeat(50)}${'aB1!'.repeat(30)}`, personal)
  expect(performance.now() - begun).toBeLessThan(1_000)
})

describe('a weak password is refused', () => {
  test('in an invitation, which stays valid', async () => {
    const { id } = await call(api.agents.create, { body: { name: 'Sam Roux', email: 'sam@x.test', role: 'operator' } })
    const { token } = await call(api.agents.makeLink, { params: { id }, body: { by: 'hand' } })
    const enter = (secret: string) => call(api.session.createByLink, { body: { token: token ?? '', password: secret } })
    expect(await refusal(enter('Sam-Roux-2026'))).toMatchObject({ code: 'password_personal', status: 422 })
    expect(await refusal(enter('motdepasse123'))).toMatchObject({ code: 'password_common', status: 422 })
    expect((await enter('tilleul-calme-77')).id).toBe(id)
  })

  test('in a new account, which is not created', async () => {
    const body = { name: 'Ana', email: 'ana@x.test', role: 'operator' as const, password: 'soleil2024' }
    expect(await refusal(call(api.agents.create, { body }))).toMatchObject({ code: 'password_common' })
    const { items } = await call(api.agents.list, {})
    expect(items.filter(({ email }) => email === 'ana@x.test')).toEqual([])
  })

  test('in a change of the agent’s own or a colleague’s password', async () => {
    const person = await hire('operator', 'Zoé Perrin')
    const own = person.call(api.session.changePassword, { body: { current: password, next: 'zoeperrin2026' } })
    expect(await refusal(own)).toMatchObject({ code: 'password_personal' })
    const given = call(api.agents.setPassword, { params: { id: person.id }, body: { password: '0123456789' } })
    expect(await refusal(given)).toMatchObject({ code: 'password_common' })
  })
})
