import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Ledger } from './creations.ts'

type Kept = { id: string; number: number; title: string; created_events: number }

/**
 * Compares what was acknowledged with what the database holds.
 * @returns in plain sentences, what is wrong; empty when all is well. `dispatchMs`: until no event waited any more
 */
export async function audit(databaseUrl: string, ledger: Ledger): Promise<{ faults: string[]; dispatchMs: number }> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const start = performance.now()
    const undispatched = await waitForDispatch(client, 10_000)
    const dispatchMs = performance.now() - start
    const faults = compare(await readKept(client), ledger)
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
    select ticket.id, ticket.number::int, ticket.title, count(event.id)::int as created_events
    from ticket
    left join event on event.subject_id = ticket.id and event.name = 'ticket.created'
    group by ticket.id`)
  return rows
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
