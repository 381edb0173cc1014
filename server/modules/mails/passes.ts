import { isSigned, sign } from '../../platform/signature.ts'

/** Passes in the links of mails identify the contact who received the mail. No pass signs anybody in. */

const linkPurpose = 'pass of a mail'
const actPurpose = 'act on a resolution'
const stopPurpose = 'no more mails'

const linkText = (contactId: string, ticketId: string | null) => `${contactId} ${ticketId ?? ''}`

/** Returns a pass that names the recipient of a mail; with it, one click orders a new sign-in link for them. */
export function writePass(secret: string, contactId: string, ticketId: string | null): string {
  return `${contactId}.${sign(secret, linkPurpose, linkText(contactId, ticketId))}`
}

/** Returns the contact's id, or null when the pass is not valid for this ticket. */
export function readPass(secret: string, pass: string, ticketId: string | null): string | null {
  return read(pass, (contactId, signature) => isSigned(secret, linkPurpose, linkText(contactId, ticketId), signature))
}

type Resolution = { ticketId: string; closedAt: string }

const actText = (contactId: string, { ticketId, closedAt }: Resolution) =>
  `${contactId} ${ticketId} ${Date.parse(closedAt)}`

/** Returns a pass that lets the recipient rate or contest this resolution, and no other. */
export function writeActPass(secret: string, contactId: string, resolution: Resolution): string {
  return `${contactId}.${sign(secret, actPurpose, actText(contactId, resolution))}`
}

/** Returns the contact's id, or null when the pass is not valid for this resolution. */
export function readActPass(secret: string, pass: string, resolution: Resolution): string | null {
  return read(pass, (contactId, signature) => isSigned(secret, actPurpose, actText(contactId, resolution), signature))
}

const stopText = (contactId: string, address: string) => `${contactId} ${address.toLowerCase()}`

/** Returns the one-click unsubscribe URL, for mail programs and for the page with a button. */
export const unsubscribeUrl = (publicUrl: string, secret: string, contactId: string, address: string) =>
  `${publicUrl}/api/portal/mails/stop/${contactId}.${sign(secret, stopPurpose, stopText(contactId, address))}`

/** Tells whether a pass may unsubscribe its contact at this address. A pass dies when the address changes. */
export const isUnsubscribePass = (secret: string, pass: string, address: string) =>
  read(pass, (contactId, signature) => isSigned(secret, stopPurpose, stopText(contactId, address), signature)) !== null

function read(pass: string, isOurs: (contactId: string, signature: string) => boolean): string | null {
  const [, contactId, signature] = /^([\da-f-]{36})\.([\w-]+)$/.exec(pass) ?? []
  return contactId && signature && isOurs(contactId, signature) ? contactId : null
}
