import { Webhook } from 'standardwebhooks'

type Sheet = { id: string; secret: string }

/** Sends a row of a spreadsheet, signed as Standard Webhooks says. */
export async function sendRow(base: string, { id, secret }: Sheet, row: Record<string, string>, at = new Date()) {
  const body = JSON.stringify({ row })
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  }
  const answer = await fetch(`${base}/api/spreadsheets/${id}/rows`, { method: 'POST', headers, body })
  return { status: answer.status, ...((await answer.json()) as { ticket?: { number: number } | null }) }
}
