import { isSigned, sign } from '../../platform/signature.ts'

/** Passes that the links of mails carry, to say whom a mail was for. None signs anybody in. */

const linkPurpose = 'pass of a mail'
const actPurpose = 'act on a resolution'
const stopPurpose = 'no more mails'

const linkText = (contactId: string, ticketId: string | null) => `${contactId} ${ticketId ?? ''}`

/** Names the contact whom a mail was for: a fresh sign-in link goes to them at one click. */
export function writePass(secret: string, contactId: string, ticketId: string | null): string {
  return `${contactId}.${sign(secret, linkPurpose, linkText(contactId, ticketId))}`
}

/** Returns the id of the contact whom a pass names, or null when we did not write it for this ticket. */
export function readPass(secret: string, pass: string, ticketId: string | null): string | null {
  return read(pass, (contactId, signature) => isSigned(secret, linkPurpose, linkText(contactId, ticketId), signature))
}

type Resolution = { ticketId: string; closedAt: string }

const actText = (contactId: string, { ticketId, closedAt }: Resolution) =>
  `${contactId} ${ticketId} ${Date.parse(closedAt)}`

/** Lets the contact of a mail rate or contest the resolution that it tells of, and no other. */
export function writeActPass(secret: string, contactId: string, resolution: Resolution): string {
  return `${contactId}.${sign(secret, actPurpose, actText(contactId, resolution))}`
}

/** Returns the id of the contact, or null when the pass is for another resolution or not ours. */
export function readActPass(secret: string, pass: string, resolution: Resolution): string | null {
  return read(pass, (contactId, signature) => isSigned(secret, actPurpose, actText(contactId, resolution), signature))
}

const stopText = (contactId: string, address: string) => `${contactId} ${address.toLowerCase()}`

/** Returns the address where a mail program, or a page with a button, says that its reader wants no more mails. */
export const stopAddress = (publicUrl: string, secret: string, contactId: string, address: string) =>
  `${publicUrl}/api/portal/mails/stop/${contactId}.${sign(secret, stopPurpose, stopText(contactId, address))}`

/** Tells whether a pass stops the mails of its contact at this address; with another address it serves no more. */
export const isStopPass = (secret: string, pass: string, address: string) =>
  read(pass, (contactId, signature) => isSigned(secret, stopPurpose, stopText(contactId, address), signature)) !== null

function read(pass: string, isOurs: (contactId: string, signature: string) => boolean): string | null {
  const [, contactId, signature] = /^([\da-f-]{36})\.([\w-]+)$/.exec(pass) ?? []
  return contactId && signature && isOurs(contactId, signature) ? contactId : null
}
