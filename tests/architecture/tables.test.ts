import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { moduleOf, under } from './sources.ts'

const { db } = await testDatabase()

/** Forms in which a module names a table that it writes. */
const writing = [
  /(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)/g,
  /(?:insert into|update(?= \w+ set)) (\w+)/g,
  /updateArchived\(tx, '(\w+)'/g,
  /table: '(\w+)', changeEvent:/g,
]

test('a module writes only its own tables', async () => {
  const owner: Record<string, string> = {
    draft: 'tickets',
    html_cleaning: 'tickets',
    ticket: 'tickets',
    ticket_contact: 'tickets',
    ticket_equipment: 'tickets',
    ticket_watcher: 'tickets',
    ticket_seen: 'unread',
    step: 'tickets',
    tag: 'tickets',
    ticket_search: 'tickets',
    sample: 'samples',
    attachment: 'attachments',
    waiting_upload: 'attachments',
    contact: 'contacts',
    company: 'contacts',
    site: 'contacts',
    equipment: 'equipment',
    project: 'projects',
    project_contact: 'projects',
    access_link: 'people',
    action: 'actions',
    agent: 'people',
    team: 'people',
    team_member: 'people',
    organisation: 'people',
    role: 'people',
    role_permission: 'people',
    user_account: 'people',
    client_link: 'portal',
    client_session: 'portal',
    mail: 'mails',
    mail_event: 'mails',
    opening: 'mails',
    mail_progress: 'mails',
    mail_rule: 'mails',
    mail_settings: 'mails',
    api_key: 'api-keys',
    spreadsheet: 'spreadsheets',
    spreadsheet_guest: 'spreadsheets',
    spreadsheet_row: 'spreadsheets',
    website: 'websites',
    website_user: 'websites',
    spent_site_token: 'websites',
    form: 'forms',
    form_pass: 'forms',
    form_submission: 'forms',
    address_confirmation: 'forms',
    guest_link: 'portal',
    known_source: 'people',
    two_factor: 'people',
    passkey: 'people',
    user_credential: 'people',
    user_session: 'people',
    user_verification: 'platform',
    backup_made: 'platform',
    event: 'platform',
    idempotency_key: 'platform',
    throttle: 'platform',
    security_event: 'security',
    instance_secret: 'platform',
    job_runner: 'platform',
    schema_migration: 'platform',
  }
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(
    db,
  )
  expect(Object.keys(owner).sort()).toEqual(rows.map(({ name }) => name).sort())
  const written = under('server/modules/').flatMap(({ file, text }) =>
    writing.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ file, table: match[1] ?? '' }))),
  )
  expect(written.length).toBeGreaterThan(10)
  const foreign = written.filter(({ file, table }) => owner[table] !== moduleOf(file))
  expect(foreign).toEqual([])
})
