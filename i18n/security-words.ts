import type { SecurityEvent } from '../contract/security.ts'
import type { Translate } from './change-words.ts'
import type { MessageKey } from './index.ts'

const words: Record<string, MessageKey> = {
  password: 'security.by.password',
  code: 'security.by.code',
  passkey: 'security.by.passkey',
  link: 'security.by.link',
  'link, code': 'security.by.link_code',
  security: 'security.change.record',
  'agent.created': 'security.change.agent_created',
  'agent.changed': 'security.change.agent_changed',
  'agent.invited': 'security.change.agent_invited',
  'agent.reset_asked': 'security.change.reset_asked',
  'agent.password_set': 'security.change.password_set',
  'agent.second_factor_added': 'security.change.factor_added',
  'agent.second_factor_removed': 'security.change.factor_removed',
  'agent.sessions_ended': 'security.change.sessions_ended',
  'role.created': 'security.change.role_created',
  'role.changed': 'security.change.role_changed',
  'role.removed': 'security.change.role_removed',
  'api_key.created': 'security.change.key_created',
  'api_key.removed': 'security.change.key_removed',
  'website.created': 'security.change.website',
  'website.changed': 'security.change.website',
  'website.deleted': 'security.change.website',
  'website.secret_renewed': 'security.change.website_secret',
  'organisation.changed': 'security.change.organisation',
  'mail.settings_changed': 'security.change.mail',
  'form.created': 'security.change.form',
  'form.changed': 'security.change.form',
  'form.removed': 'security.change.form',
  'spreadsheet.created': 'security.change.spreadsheet',
  'spreadsheet.changed': 'security.change.spreadsheet',
  'spreadsheet.removed': 'security.change.spreadsheet',
}

/** Names of the changed fields that are shown to readers. */
const fieldNames: Record<string, MessageKey> = {
  name: 'security.field.name',
  label: 'security.field.name',
  role: 'security.field.role',
  sight: 'security.field.sight',
  permissions: 'security.field.permissions',
  granted: 'security.field.granted',
  revoked: 'security.field.revoked',
  disabled: 'security.field.disabled',
  teamIds: 'security.field.team_ids',
  password: 'security.field.password',
  locale: 'security.field.locale',
  mails: 'security.field.mails',
  scope: 'security.field.scope',
  timeZone: 'security.field.time_zone',
  phone: 'security.field.phone',
  secondFactorRequired: 'security.field.second_factor_required',
  securityMonths: 'security.field.security_months',
  changes: 'security.field.changes',
  senderAddress: 'security.field.sender_address',
  replyTo: 'security.field.reply_to',
  gatherSeconds: 'security.field.gather_seconds',
  held: 'security.field.held',
  rules: 'security.field.rules',
  apiDescriptionPublic: 'security.field.api_description_public',
}

/** Returns an entry's detail in the reader's words, with the names of what changed; a route stays as it is. */
export function detailText({ detail }: SecurityEvent, t: Translate): string {
  const [name = '', fields = ''] = detail.split(': ')
  const key = words[name]
  if (!key) return detail
  const named = fields.split(', ').flatMap((field) => fieldNames[field] ?? [])
  return named.length > 0 ? `${t(key)} (${named.map((field) => t(field)).join(', ')})` : t(key)
}
