import { expect, test } from 'vitest'
import { readEnv } from './env.ts'

const admin = { ADMIN_EMAIL: ' Lea@Example.test ', ADMIN_PASSWORD: 'orage-violet-42' }

test('every variable has a default, and an empty one counts as absent', () => {
  expect(readEnv({ DATA_DIR: '', ADMIN_EMAIL: '', ADMIN_PASSWORD: '' })).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
  })
})

test('the first administrator can sign in with the given credentials', () => {
  expect(readEnv(admin).ADMIN_EMAIL).toBe('lea@example.test')
})

test.each([
  ['PORT', { PORT: '70000' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'guichet.example' }],
  ['S3_URL', { S3_URL: 'https://files.example/bucket' }],
  ['S3_URL', { S3_URL: 'https://key:secret@files.example/' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['ADMIN_EMAIL', { ...admin, ADMIN_EMAIL: 'lea' }],
  ['ADMIN_PASSWORD', { ...admin, ADMIN_PASSWORD: 'short' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'lea@example.test' }],
])('a wrong %s is named', (name, environment) => {
  expect(() => readEnv(environment)).toThrow(`\n  ${name}: `)
})
