import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { insertContact } from '../contacts/index.ts'
import type { Accepted } from './accept.ts'
import type { SiteClaims } from './site-token.ts'

/** Who a user of a website is here. `id` stands for the pair, and ends with the website. */
export type WebsiteUser = { id: string; contactId: string }

/**
 * By the website and its id for them, never by an address: what the website says of them later changes nothing. At first
 * sight they are a new contact, or the only one who has their address where the website answers for it.
 */
export async function recogniseUser(tx: Tx, ctx: Ctx, { website, claims }: Accepted): Promise<WebsiteUser> {
  const known = (await findUser(tx, website.id, claims.sub)) ?? (await renameUser(tx, website.id, claims))
  if (known) return known
  // One at a time: two tabs opened at once are one person.
  await tx.selectFrom('website').select('id').where('id', '=', website.id).forNoKeyUpdate().executeTakeFirstOrThrow()
  const meanwhile = await findUser(tx, website.id, claims.sub)
  if (meanwhile) return meanwhile
  const believed = claims.email_verified && website.verifiesAddresses ? claims.email : null
  const having = believed ? await contactsAt(tx, believed) : []
  const [only, ...others] = having
  const ownAlready = only && others.length === 0 && !(await isRecognised(tx, website.id, only))
  const contactId = ownAlready
    ? only
    : await newContact(tx, ctx, { website, claims }, having.length > 0 ? null : believed)
  const id = randomUUIDv7()
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
 * Recognises a user by the id under which they were known before the website began to send longer ones. An account that is
 * newer than that acquaintance is somebody else's, to whom the site gave a number again.
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

async function contactsAt(tx: Tx, email: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('contact')
    .select('id')
    .where(sql<string>`lower(email)`, '=', email)
    .limit(2)
    .execute()
  return rows.map(({ id }) => id)
}

const isRecognised = (tx: Tx, websiteId: string, contactId: string) =>
  tx
    .selectFrom('website_user')
    .select('id')
    .where('website_id', '=', websiteId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()

/** An address that nobody has confirmed is told to the team and used for nothing: mail would go to a stranger. */
function newContact(tx: Tx, ctx: Ctx, { website, claims }: Accepted, email: string | null): Promise<string> {
  const said = claims.email && claims.email !== email ? ` · ${claims.email} (?)` : ''
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
    notes: `${website.name} · ${claims.sub}${said}`,
  })
}
