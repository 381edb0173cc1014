import type { MailRule, MailSettings, mail, OutgoingMail } from '../../../contract/mail.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { MailEnvironment } from '../../platform/mail-environment.ts'
import { record } from '../../platform/record.ts'
import type { SealedColumn, Secrets } from '../../platform/secrets.ts'
import { requireConfirmation, type Session } from '../../platform/sessions.ts'
import { transact } from '../../platform/transact.ts'

export type { MailEnvironment }

const urlPlace = 'mail_settings.smtp_url'
export const sealedMailColumns: readonly SealedColumn[] = [urlPlace]
export const clearMailSecrets = 'update mail_settings set smtp_url = null'

const openUrl = (secrets: Secrets, sealed: string | null) => sealed && secrets.open(urlPlace, sealed)

export async function readSettings(db: Db | Tx) {
  const row = await db.selectFrom('mail_settings').selectAll().executeTakeFirstOrThrow()
  const rules = await db.selectFrom('mail_rule').select(['status', 'recipient']).orderBy('status').execute()
  return {
    sealedUrl: row.smtp_url,
    senderAddress: row.sender_address,
    replyTo: row.reply_to,
    gatherSeconds: row.gather_seconds,
    held: row.held,
    rules: rules as MailRule[],
  }
}

/** Returns the outgoing server and sender, or null while they are not configured or mail of a restored copy is held. */
export async function findMailServer(db: Db, environment: MailEnvironment) {
  const settings = await readSettings(db)
  const smtpUrl = environment.smtpUrl ?? openUrl(environment.secrets, settings.sealedUrl)
  const sender = environment.sender ?? settings.senderAddress
  if (!smtpUrl || !sender || settings.held) return null
  return { smtpUrl, sender, replyTo: settings.replyTo }
}

export async function readOutgoingState(db: Db, environment: MailEnvironment): Promise<OutgoingMail> {
  const mailServer = await findMailServer(db, environment)
  if (mailServer) return 'on'
  return (await readSettings(db)).held ? 'held' : 'unset'
}

/** Tells whether mails that consist of a link can leave. */
export async function canMailLinks(db: Db, environment: MailEnvironment): Promise<boolean> {
  return environment.publicUrl !== undefined && (await findMailServer(db, environment)) !== null
}

/** Returns the domain for Message-IDs: the sender's, which receiving servers expect. */
export async function readMailDomain(db: Db | Tx, environment: MailEnvironment): Promise<string> {
  const settings = await readSettings(db)
  const sender = environment.sender ?? settings.senderAddress
  return sender?.split('@')[1] ?? 'guichet.invalid'
}

export async function describeSettings(db: Db | Tx, environment: MailEnvironment): Promise<MailSettings> {
  const { sealedUrl, ...settings } = await readSettings(db)
  const url = environment.smtpUrl ?? openUrl(environment.secrets, sealedUrl)
  const senderAddress = environment.sender ?? settings.senderAddress
  const server = url
    ? { ...readUrl(url), from: environment.smtpUrl ? ('environment' as const) : ('settings' as const) }
    : null
  return { ...settings, senderAddress, server }
}

function readUrl(text: string) {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username) || null
  return { host: url.hostname, port: Number(url.port || (secure ? 465 : 587)), secure, user }
}

/**
 * Changes the given settings. Throws invalid for a user without a password, confirmation_required when the server changes
 * in a session without a recent confirmation.
 */
export async function changeSettings(
  ctx: Ctx<Agent>,
  environment: MailEnvironment,
  input: ParsedInput<typeof mail.changeSettings>['body'],
  session: Session | null,
): Promise<MailSettings> {
  return transact(ctx, async (tx) => {
    const before = await tx.selectFrom('mail_settings').selectAll().forUpdate().executeTakeFirstOrThrow()
    const { server, senderAddress, replyTo, gatherSeconds, held, rules } = input
    const urlBefore = openUrl(ctx.secrets, before.smtp_url)
    const url = server === undefined ? urlBefore : server && urlOf(server, urlBefore)
    if (url !== urlBefore) await requireConfirmation(tx, session)
    await tx
      .updateTable('mail_settings')
      .set({
        smtp_url: url === urlBefore ? before.smtp_url : url && ctx.secrets.seal(urlPlace, url),
        sender_address: senderAddress === undefined ? before.sender_address : senderAddress,
        reply_to: replyTo === undefined ? before.reply_to : replyTo,
        gather_seconds: gatherSeconds ?? before.gather_seconds,
        held: held ?? before.held,
      })
      .execute()
    if (rules) await replaceRules(tx, rules)
    const { server: _, ...changes } = input
    await record(tx, ctx, 'mail.settings_changed', { id: ctx.actor.id, data: changes })
    return describeSettings(tx, environment)
  })
}

type NewServer = NonNullable<ParsedInput<typeof mail.changeSettings>['body']['server']>

function urlOf({ host, port, secure, user, password }: NewServer, before: string | null): string {
  const url = new URL(`${secure ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`)
  if (!user) return url.href
  const stored = storedPassword(url, user, before)
  if (password === undefined && stored === '')
    throw new AppError('invalid', { fields: [{ path: 'server.password', problem: 'required' }] })
  url.username = encodeURIComponent(user)
  url.password = password === undefined ? stored : encodeURIComponent(password)
  return url.href
}

/** Returns the stored password for the same host and user, and never for a change from TLS to plain text. */
function storedPassword(url: URL, user: string, before: string | null): string {
  if (before === null) return ''
  const { hostname, protocol, username, password } = new URL(before)
  const isSame = hostname === url.hostname && decodeURIComponent(username) === user
  return isSame && (protocol === url.protocol || url.protocol === 'smtps:') ? password : ''
}

async function replaceRules(tx: Tx, rules: MailRule[]): Promise<void> {
  await tx.deleteFrom('mail_rule').execute()
  const once = [...new Map(rules.map((rule) => [`${rule.status} ${rule.recipient}`, rule])).values()]
  if (once.length > 0) await tx.insertInto('mail_rule').values(once).execute()
}
