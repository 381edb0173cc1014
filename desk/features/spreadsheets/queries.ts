import { queryOptions, useMutation } from '@tanstack/react-query'
import type { Input } from '../../../contract/route.ts'
import type { SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { spreadsheets } from '../../../contract/spreadsheets.ts'
import { call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** List of spreadsheets. It is polled, because readings cause no news. */
export const spreadsheetListQuery = queryOptions({
  queryKey: ['spreadsheet', 'list'],
  queryFn: ({ signal }) => call(spreadsheets.list, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(({ reading }) => reading) ? 500 : 10_000),
})

export const problemsQuery = (id: string) =>
  queryOptions({
    queryKey: ['spreadsheet', 'problems', id],
    queryFn: ({ signal }) => call(spreadsheets.problems, { params: { id } }, { signal }),
    refetchInterval: 10_000,
  })

export const secretQuery = (id: string, wanted: boolean) =>
  queryOptions({
    queryKey: ['spreadsheet', 'secret', id],
    queryFn: ({ signal }) => call(spreadsheets.secret, { params: { id } }, { signal }),
    enabled: wanted,
  })

export type NewSpreadsheet = Input<typeof spreadsheets.create>['body']
export type Place = Input<typeof spreadsheets.preview>['body']
export type SpreadsheetChange = Input<typeof spreadsheets.change>['body']

export const usePreview = (done: (preview: SpreadsheetPreview) => void) =>
  useMutation({ mutationFn: (body: Place) => call(spreadsheets.preview, { body }), onSuccess: done })

export const useCreateSpreadsheet = (done: (made: { id: string }) => void) =>
  useWrite(['spreadsheet'], (body: NewSpreadsheet) => call(spreadsheets.create, { body }), done)

export const useChangeSpreadsheet = (id: string, done: () => void) =>
  useWrite(['spreadsheet'], (body: SpreadsheetChange) => call(spreadsheets.change, { params: { id }, body }), done)

export const useReadNow = (id: string) =>
  useWrite(
    ['spreadsheet'],
    () => call(spreadsheets.readNow, { params: { id } }),
    () => {},
  )

export const useSettleRow = (id: string, done: () => void) =>
  useWrite(
    ['spreadsheet'],
    (as: 'ticket' | 'seen') => call(spreadsheets.settleRow, { params: { id }, body: { as } }),
    done,
  )

export const useRemoveSpreadsheet = (id: string, done: () => void) =>
  useWrite(['spreadsheet'], () => call(spreadsheets.remove, { params: { id } }), done)
