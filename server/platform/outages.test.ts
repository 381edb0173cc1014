import { expect, test } from 'vitest'
import { AppError } from './app-error.ts'
import { findOutageKind } from './outages.ts'

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code })

test.each([
  ['a database that stopped', withCode('terminating connection due to administrator command', '57P01'), 'database'],
  ['a database that refuses connections', withCode('connect ECONNREFUSED', 'ECONNREFUSED'), 'database'],
  ['its error inside that of a job', new Error('job', { cause: withCode('x', '08006') }), 'database'],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 'connections'],
  ['a server without a free connection', withCode('sorry, too many clients already', '53300'), 'connections'],
  ['a full disk', withCode('could not extend file', '53100'), 'disk'],
  ['a disk that is kept from filling up', new AppError('storage_full'), 'disk'],
  ['a process that is overloaded', withCode('late', 'OVERLOADED'), 'overload'],
  ['a read-only folder', withCode('read-only file system', 'EROFS'), 'folder'],
  ['a process without descriptors', withCode('too many open files', 'EMFILE'), 'descriptors'],
  [
    'another server that fetch did not reach',
    new TypeError('fetch failed', { cause: withCode('x', 'ECONNREFUSED') }),
    null,
  ],
  ['a refusal', new AppError('not_found'), null],
  ['a statement that broke a constraint', withCode('duplicate key', '23505'), null],
])('%s is told apart', (_, error, kind) => {
  expect(findOutageKind(error)).toBe(kind)
})
