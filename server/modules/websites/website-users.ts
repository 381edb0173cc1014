import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { insertContact } from '../contacts/index.ts'
import type { VerifiedToken } from './accept-site-token.ts'
import type { SiteClaims } from './site-token.ts'

/** User of a website and their contact here. `id` identifies the pair, which is deleted with the website. */
export type WebsiteUser = { id: string; contactId: string }

/**
 * Finds the contact of a website's user by the website's user id, never by address: later claims change nothing. A new user
 * becomes a new contact, or the only contact with their address if the website verifies addresses.
 */
export async function findOrCreateUser(tx: Tx, ctx: Ctx, { website, claims }: VerifiedToken): Promise<WebsiteUser> {
  const known = (await findUser(tx, website.id, claims.sub)) ?? (await renameUser(tx, website.id, claims))
  if (known) return known
  // Locks out a second tab, which would create the same user.
  await tx.selectFrom('website').select('id').where('id', '=', website.id).forNoKeyUpdate().executeTakeFirstOrThrow()
  const meanwhile = await findUser(tx, website.id, claims.sub)
  if (meanwhile) return meanwhile
  const verifiedEmail = claims.email_verified && website.verifiesAddresses ? claims.email : null
  const owners = verifiedEmail ? await listContactsAt(tx, verifiedEmail) : []
  const [only, ...others] = owners
  const canUseOwner = only && others.length === 0 && !(await isKnownToWebsite(tx, website.id, only))
  const contactId = canUseOwner
    ? only
    : await insertUserContact(tx, ctx, { website, claims }, owners.length > 0 ? null : verifiedEmail)
  const id = newId()
  await tx
    .insertInto('website_user')
    .values({ id, website_id: website.id, subject: claims.sub, contact_id: contactId })
    .execute()
  return { id, contactId }
}

const findUser = (tx: Tx, websiteId: string, subject: string) =>
  tx
    .selectFrom('website_user')
    .select(['id', 'contact_id as contactId'])
    .where('website_id', '=', websiteId)
    .where('subject', '=', subject)
    .executeTakeFirst()

/**
 * Finds a user by their former id and stores the longer one that the website sends now. An account created after our first
 * contact with that id is another person, to whom the site gave the number again.
 */
async function renameUser(tx: Tx, websiteId: string, { sub, former_sub, since }: SiteClaims) {
  if (former_sub === undefined || since === undefined) return undefined
  return tx
    .updateTable('website_user')
    .set({ subject: sub })
    .where('website_id', '=', websiteId)
    .where('subject', '=', former_sub)
    .where('created_at', '>=', sql<string>`to_timestamp(${since}) - interval '1 minute'`)
    .returning(['id', 'contact_id as contactId'])
    .executeTakeFirst()
}

async function listContactsAt(tx: Tx, email: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('contact')
    .select('id')
    .where(sql<string>`lower(email)`, '=', email)
    .limit(2)
    .execute()
  return rows.map(({ id }) => id)
}

const isKnownToWebsite = (tx: Tx, websiteId: string, contactId: string) =>
  tx
    .selectFrom('website_user')
    .select('id')
    .where('website_id', '=', websiteId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()

/** Inserts a contact. An unverified address goes into the notes only: mail to it might reach a stranger. */
function insertUserContact(
  tx: Tx,
  ctx: Ctx,
  { website, claims }: VerifiedToken,
  email: string | null,
): Promise<string> {
  const unverifiedEmail = claims.email && claims.email !== email ? ` · ${claims.email} (?)` : ''
  return insertContact(tx, ctx, {
    name: claims.name || claims.email || `${website.name} ${claims.sub}`.slice(0, 200),
    kind: 'client',
    locale: claims.locale,
    phone: null,
    mobile: null,
    email,
    jobTitle: null,
    companyId: null,
    supervisor: false,
    externalRef: null,
    notes: `${website.name} · ${claims.sub}${unverifiedEmail}`,
  })
}
