import { spreadsheets } from '../../../contract/spreadsheets.ts'
import { type Http, type MountContext, mount } from '../../platform/http/mount.ts'
import { listProblems } from './list-problems.ts'
import { listSpreadsheets } from './list-spreadsheets.ts'
import { previewSpreadsheet } from './preview.ts'
import { requestReading } from './readings.ts'
import { receiveRow } from './receive-row.ts'
import { changeSpreadsheet, createSpreadsheet, removeSpreadsheet } from './save-spreadsheet.ts'
import { settleRow } from './settle-row.ts'
import { showSecret } from './spreadsheet-secrets.ts'

/** @param dataDir parent of the folder of local spreadsheets */
export function mountSpreadsheets(mounting: MountContext, dataDir: string): void {
  mount(mounting, spreadsheets.list, (ctx) => listSpreadsheets(ctx.db))
  mount(mounting, spreadsheets.preview, (ctx, { body }) => previewSpreadsheet(ctx.db, dataDir, body), {
    attemptsPerMinute: 30,
    of: () => 'preview',
  })
  mount(mounting, spreadsheets.create, (ctx, { body }) => createSpreadsheet(ctx, body))
  mount(mounting, spreadsheets.change, (ctx, { params, body }) => changeSpreadsheet(ctx, params.id, body))
  mount(mounting, spreadsheets.remove, (ctx, { params }) => removeSpreadsheet(ctx, params.id))
  mount(mounting, spreadsheets.readNow, (ctx, { params }) => requestReading(ctx, params.id))
  mount(mounting, spreadsheets.problems, (ctx, { params }) => listProblems(ctx.db, params.id))
  mount(mounting, spreadsheets.settleRow, (ctx, { params, body }) => settleRow(ctx, params.id, body.as))
  mount(mounting, spreadsheets.secret, (ctx, { params }) => showSecret(ctx, params.id))
  mount(
    mounting,
    spreadsheets.send,
    (ctx, { params, body }, { request }) => receiveRow(ctx, params.id, { ...signedParts(request), row: body.row }),
    { attemptsPerMinute: 120, of: ({ params }) => params.id },
  )
}

function signedParts({ signedBytes, headers }: Http['request']) {
  const sent = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return { bytes: signedBytes, headers: Object.fromEntries(sent) as Record<string, string> }
}
