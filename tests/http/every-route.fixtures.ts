import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { errorStatus } from '../../contract/errors.ts'
import { api } from '../../contract/index.ts'
import type { Route } from '../../contract/route.ts'

/** Routes of the contract, called as nobody's page would. */

export const declared = Object.values(api).flatMap((group) => Object.values(group) as Route[])
/** The router merges parameters that stand at one place; the name of a parameter says nothing here. */
export const nameOf = (route: Pick<Route, 'method' | 'path'>) => `${route.method} ${route.path.replace(':key', ':id')}`
export const isPublic = (route: Route) => typeof route.access === 'object'
export const guarded = declared.filter((route) => !isPublic(route))

/** Returns an unknown id: a number for jobs, otherwise a UUID. */
const anId = (path: string) => (path.startsWith('/api/failed-jobs/') ? '999999999' : randomUUID())

/** Returns a valid path whose ids refer to nothing. */
export const fill = (route: Route) =>
  route.path.replace(/:\w+/g, () => anId(route.path)) +
  (route.path.endsWith('/timeline') ? `?before=${randomUUID()}` : '')

type Options = { path?: string; cookie?: string; body?: string; type?: string }

/** Returns a function that calls routes of a Guichet; unless told otherwise, with ids that name nothing. */
export function requestsTo(base: string) {
  return async (route: Route, options: Options) => {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (options.cookie) headers.cookie = options.cookie
    if (options.type) headers['content-type'] = options.type
    const hasBody = route.method !== 'GET' && options.body !== undefined
    const answer = await fetch(base + (options.path ?? fill(route)), {
      method: route.method,
      headers,
      ...(hasBody && { body: options.body }),
      signal: AbortSignal.timeout(10_000),
    })
    const streams = answer.headers.get('content-type')?.startsWith('text/event-stream')
    const text = streams ? '' : await answer.text()
    if (streams) await answer.body?.cancel()
    return { status: answer.status, text }
  }
}

export function expectRefusal({ status, text }: { status: number; text: string }, ...codes: string[]) {
  const { code, message } = JSON.parse(text)
  expect(codes).toContain(code)
  expect(status).toBe(errorStatus[code as keyof typeof errorStatus])
  expect(message).toMatch(/\S/)
  expect(text).not.toMatch(/node_modules|select |\bat .+:\d+/i)
}
