import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Ledger } from './creations.ts'

type Kept = { id: string; number: number; title: string; created_events: number; files: string[] }

type Audited = { faults: string[]; dispatchMs: number }

/**
 * Compares what was acknowledged with what the database and the files folder hold.
 * @returns in plain sentences, what is wrong; empty when all is well. `dispatchMs`: until no event waited any more
 */
export async function audit(databaseUrl: string, dataDir: string, ledger: Ledger): Promise<Audited> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const start = performance.now()
    const undispatched = await waitForDispatch(client, 10_000)
    const dispatchMs = performance.now() - start
    const kept = await readKept(client)
    const faults = [...compare(kept, ledger), ...(await compareFiles(dataDir, kept, ledger))]
    if (undispatched > 0) faults.push(`${undispatched} events were not dispatched within 10 s`)
    return { faults, dispatchMs }
  } finally {
    await client.end()
  }
}

async function waitForDispatch(client: Client, milliseconds: number): Promise<number> {
  const deadline = performance.now() + milliseconds
  while (true) {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from event where seq is null')
    const count = rows[0]?.count ?? 0
    if (count === 0 || performance.now() > deadline) return count
    await delay(50)
  }
}

async function readKept(client: Client): Promise<Kept[]> {
  const { rows } = await client.query<Kept>(`
    select ticket.id, ticket.number::int, ticket.title, count(event.id)::int as created_events,
      array(select sha256 from attachment where ticket_id = ticket.id) as files
    from ticket
    left join event on event.subject_id = ticket.id and event.name = 'ticket.created'
    group by ticket.id`)
  return rows
}

/** Checks that each ticket has its file with its bytes, and that no incomplete file is left. */
async function compareFiles(dataDir: string, kept: Kept[], ledger: Ledger): Promise<string[]> {
  const faults: string[] = []
  const folder = path.join(dataDir, 'files')
  const askedFor = new Map([...ledger.values()].map(({ title, file }) => [title, file]))
  for (const { title, files } of kept) {
    const expected = hashOf(askedFor.get(title) ?? '')
    if (files.length !== 1 || files[0] !== expected) faults.push(`"${title}" has the files ${files.join(', ')}`)
    const bytes = await readFile(path.join(folder, expected.slice(0, 2), expected)).catch(() => '')
    if (hashOf(bytes) !== expected) faults.push(`the file of "${title}" is not what was sent`)
  }
  const left = await readdir(path.join(folder, 'tmp'))
  if (left.length > 0) faults.push(`${left.length} files are left half arrived`)
  return faults
}

function hashOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function compare(kept: Kept[], ledger: Ledger): string[] {
  const faults: string[] = []
  const byTitle = Map.groupBy(kept, ({ title }) => title)
  for (const { title, answer } of ledger.values()) {
    const found = byTitle.get(title) ?? []
    if (found.length !== 1) faults.push(`"${title}" is there ${found.length} times`)
    if (answer && found[0]?.id !== answer.id) faults.push(`"${title}" was answered ${answer.id} but is ${found[0]?.id}`)
    if (answer && found[0]?.number !== answer.number) faults.push(`"${title}" changed its number`)
  }
  for (const { title, created_events } of kept) {
    if (created_events !== 1) faults.push(`"${title}" has ${created_events} ticket.created events`)
  }
  if (kept.length !== ledger.size) faults.push(`${kept.length} tickets for ${ledger.size} requests`)
  if (new Set(kept.map(({ number }) => number)).size !== kept.length) faults.push('a number was given twice')
  return faults
}
