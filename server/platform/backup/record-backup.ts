import pg from 'pg'

/** Records in the database that a backup was completed; `bytes` is the size of the file. */
export async function recordBackup(databaseUrl: string, bytes: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('insert into backup_made (bytes) values ($1)', [bytes])
    await client.query(`delete from backup_made where finished_at < now() - interval '1 year'`)
  } finally {
    await client.end()
  }
}
