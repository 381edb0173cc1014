import type { Action } from '../../../contract/actions.ts'
import { api } from '../../../contract/index.ts'
import type { Input } from '../../../contract/route.ts'
import type { Person } from '../../../tests/app.ts'

export const anAction = (by: Person, fields: Partial<Input<typeof api.actions.create>['body']> = {}) =>
  by.call(api.actions.create, { body: { title: 'Rappeler', ...fields } })
export const show = (by: Person, { id }: { id: string }) => by.call(api.actions.show, { params: { id } })
export const change = (
  by: Person,
  { id, version }: Action,
  fields: Omit<Input<typeof api.actions.change>['body'], 'version'>,
) => by.call(api.actions.change, { params: { id }, body: { version, ...fields } })
export const markDone = (by: Person, { id }: { id: string }) => by.call(api.actions.do, { params: { id } })
export const reopen = (by: Person, { id }: { id: string }) => by.call(api.actions.undo, { params: { id } })
export const titlesOf = async (by: Person, query: Input<typeof api.actions.list>['query'] = {}) =>
  (await by.call(api.actions.list, { query })).items.map(({ title }) => title)
