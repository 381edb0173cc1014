import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'

const { db } = await testDatabase()
const someone = '0197c000-0000-7000-8000-000000000001'

test.each([
  [`kind = 'anomaly'`, 'ticket_kind'],
  [`channel = 'counter'`, 'ticket_channel'],
  [`created_at >= '2026-01-15' and created_at < '2026-01-16'`, 'ticket_created'],
  [`closed_at >= '2026-01-15' and closed_at < '2026-01-16'`, 'ticket_closed'],
  [`rated_closing = closed_at and rating is not null and rating < 3`, 'ticket_rating'],
  [`reporter_agent_id = '${someone}'`, 'ticket_agent_reporter'],
  [`criticality_rank = any('{4}'::smallint[])`, 'ticket_criticality'],
  [
    `exists (select from attachment where attachment.ticket_id = ticket.id and type like 'image/%')`,
    'attachment_image',
  ],
])('tickets with %s are found by an index', async (where, index) => {
  await db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from ticket where ${sql.raw(where)}`.execute(tx)
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(`${index} `)
  })
})
