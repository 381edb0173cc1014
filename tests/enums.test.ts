import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as enums from '../contract/enums.ts'
import { mailPurposes, mailRecipients, mailStates } from '../contract/mail.ts'
import { permissions, sights } from '../contract/permissions.ts'
import { securityKinds } from '../contract/security.ts'
import { dateOrders, rowProblems, spreadsheetAlerts } from '../contract/spreadsheets.ts'
import { websiteRefusals } from '../contract/websites.ts'
import { testDatabase } from './database.ts'

const { db } = await testDatabase()

const expected: [string, string, readonly string[]][] = [
  ['ticket', 'status', enums.statuses],
  ['ticket', 'kind', enums.ticketKinds],
  ['ticket', 'criticality', enums.criticalities],
  ['ticket', 'priority', enums.priorities],
  ['ticket', 'channel', enums.channels],
  ['step', 'kind', enums.stepKinds],
  ['step', 'visibility', enums.visibilities],
  ['contact', 'kind', enums.contactKinds],
  ['company', 'kind', enums.contactKinds],
  ['project', 'state', enums.projectStates],
  ['mail', 'state', mailStates],
  ['mail', 'purpose', mailPurposes],
  ['website', 'refusal', websiteRefusals],
  ['spreadsheet', 'alert', spreadsheetAlerts],
  ['spreadsheet', 'date_order', dateOrders],
  ['spreadsheet', 'identity_order', dateOrders],
  ['spreadsheet_row', 'problem', rowProblems],
  ['form', 'kind', enums.ticketKinds],
  ['form', 'criticality', enums.criticalities],
  ['form_submission', 'locale', enums.locales],
  ['mail_rule', 'status', enums.statuses],
  ['mail_rule', 'recipient', mailRecipients],
  ['contact', 'locale', enums.locales],
  ['agent', 'locale', enums.locales],
  ['event', 'actor_kind', [...enums.personKinds, 'system']],
  ['role', 'sight', sights],
  ['action', 'repeat_unit', enums.repeatUnits],
  ['action', 'repeat_from', enums.repeatOrigins],
  ['role_permission', 'permission', permissions],
  ['security_event', 'kind', securityKinds],
  ['security_event', 'actor_kind', [...enums.personKinds, 'system']],
]
test.each(expected)('the database allows what the contract says: %s.%s', async (table, column, values) => {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype = 'c'`.execute(db)
  const check = rows.find(({ definition }) => definition.startsWith(`CHECK ((${column} = ANY `))
  const allowed = [...(check?.definition.matchAll(/'([^']+)'::text/g) ?? [])].map((match) => match[1])
  expect(allowed).toEqual([...values])
})
