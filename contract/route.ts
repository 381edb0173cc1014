import { z } from 'zod'
import type { Permission } from './permissions.ts'

type Schema = z.ZodType
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Callers of a route: everyone (with the reason), signed-in agents, agents with one permission, or clients. */
export type Access = { public: string } | 'signed-in' | Permission | 'client'

export type Route<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  R extends Schema = Schema,
  A extends Access = Access,
> = {
  method: Method
  path: `/api/${string}`
  summary: string
  tag: string
  access: A
  params: P
  query: Q
  body: B
  reply: R
  status: number
  /** Changes something without credentials, so that pages of any origin may call it. */
  anyOrigin?: true
  /** The body is signed: its raw bytes are kept beside the parsed value. */
  signed?: true
  /** Open to sessions that still need a second factor. */
  beforeSecondFactor?: true
  /** Needs a session that was confirmed less than ten minutes ago. */
  confirmed?: true
}

/** Method and path of a route, for pages that do without its schemas; `route` exists in the type only, to carry them. */
export type Endpoint<T extends Route = Route> = { method: Method; path: T['path']; route?: T }

/** Endpoints of some of a group's routes. */
export type Endpoints<Routes extends Record<string, Route>, Name extends keyof Routes> = {
  [K in Name]: Endpoint<Routes[K]>
}

const nothing = z.undefined()
type Nothing = typeof nothing

type Declared<P extends Schema, Q extends Schema, B extends Schema, R extends Schema, A extends Access> = {
  method: Method
  path: `/api/${string}`
  summary: string
  tag: string
  access: A
  status?: number
  anyOrigin?: true
  params?: P
  query?: Q
  body?: B
  reply?: R
  signed?: true
  beforeSecondFactor?: true
  confirmed?: true
}

/** Declares a route: the server mounts it, the browser calls it, OpenAPI documents it. The status is 200 by default. */
export function route<
  P extends Schema = Nothing,
  Q extends Schema = Nothing,
  B extends Schema = Nothing,
  R extends Schema = Nothing,
  const A extends Access = Access,
>(declared: Declared<P, Q, B, R, A>): Route<P, Q, B, R, A> {
  return { status: 200, params: nothing, query: nothing, body: nothing, reply: nothing, ...declared } as Route<
    P,
    Q,
    B,
    R,
    A
  >
}

type Only<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }

/** Input of a request: the parts of {params, query, body} that the route declares, before parsing. */
export type Input<T extends Route> = Only<{
  params: z.input<T['params']>
  query: z.input<T['query']>
  body: z.input<T['body']>
}>

/** Input of the server's handler, after parsing. */
export type ParsedInput<T extends Route> = {
  params: z.output<T['params']>
  query: z.output<T['query']>
  body: z.output<T['body']>
}

export type Reply<T extends Route> = z.output<T['reply']>
