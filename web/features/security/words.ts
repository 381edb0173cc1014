import type { SecurityEvent } from '../../../contract/security.ts'
import type { MessageKey, Translate } from '../../lib/i18n.tsx'

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

/** Returns an entry's detail in the reader's words; a route stays as it is, with the names of what changed. */
export function detailText({ detail }: SecurityEvent, t: Translate): string {
  const [name = '', fields] = detail.split(': ')
  const key = words[name]
  if (!key) return detail
  return fields ? `${t(key)} (${fields})` : t(key)
}
