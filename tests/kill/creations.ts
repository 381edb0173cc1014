import { randomUUID } from 'node:crypto'
import { CallError } from '../../contract/client.ts'
import { api } from '../../contract/index.ts'
import type { TicketRef } from '../../contract/tickets.ts'
import type { callerOf } from '../guichet.ts'

type Caller = ReturnType<typeof callerOf>

/** Requests by idempotency key; `fileId` and `answer` are null as long as no answer came. */
export type Ledger = Map<
  string,
  { title: string; contactId: string; file: string; fileId: string | null; answer: TicketRef | null }
>

const concurrency = 8

/** Creates tickets, each with a file, from several callers at once until the server no longer answers. */
export async function createUntilCut(call: Caller, contactId: string, ledger: Ledger): Promise<void> {
  const createOneAfterTheOther = async () => {
    while (true) {
      const key = randomUUID()
      ledger.set(key, { title: `Asked under ${key}`, contactId, file: bytesOf(key), fileId: null, answer: null })
      if (!(await ask(call, key, ledger))) return
    }
  }
  await Promise.all(Array.from({ length: concurrency }, createOneAfterTheOther))
}

/** Repeats all requests without a response, under the same keys. */
export async function askAgain(call: Caller, ledger: Ledger): Promise<number> {
  const unanswered = keysOf(ledger, ({ answer }) => answer === null)
  for (const key of unanswered) {
    if (!(await ask(call, key, ledger))) throw new Error('the server is away again')
  }
  return unanswered.length
}

/** Repeats some answered requests, each of which must get its first response. */
export async function repeatSome(call: Caller, ledger: Ledger): Promise<void> {
  for (const key of keysOf(ledger, ({ answer }) => answer !== null).slice(-5)) {
    const first = ledger.get(key)?.answer
    await ask(call, key, ledger)
    const again = ledger.get(key)?.answer
    if (first?.id !== again?.id) throw new Error(`${key} was answered ${first?.id}, then ${again?.id}`)
  }
}

/** Returns whether a response arrived. Throws refusals, except 503 while PostgreSQL is being killed. */
async function ask(call: Caller, key: string, ledger: Ledger): Promise<boolean> {
  const asked = ledger.get(key)
  if (!asked) throw new Error(`${key} was never asked`)
  try {
    asked.fileId ??= await sendFile(call, key, asked.file)
    const body = { title: asked.title, contactIds: [asked.contactId], attachmentIds: [asked.fileId] }
    const { id, number } = await call(api.tickets.create, { body }, { idempotencyKey: key })
    asked.answer = { id, number }
    return true
  } catch (error) {
    if (error instanceof CallError && (error.code === 'unreachable' || error.code === 'unavailable')) return false
    throw error
  }
}

async function sendFile(call: Caller, key: string, bytes: string): Promise<string> {
  const sent = { query: { name: `${key}.txt` }, body: new File([bytes], 'any') }
  const { id } = await call(api.attachments.upload, sent, { idempotencyKey: `file-${key}` })
  return id
}

/** Returns a few hundred unique kilobytes, enough for a kill to interrupt their upload. */
function bytesOf(key: string): string {
  return `${key}\n`.repeat(8_000)
}

function keysOf(ledger: Ledger, wanted: (asked: { answer: TicketRef | null }) => boolean): string[] {
  return [...ledger].filter(([, asked]) => wanted(asked)).map(([key]) => key)
}
