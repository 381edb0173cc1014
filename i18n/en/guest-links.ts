import type { guestLinks as french } from '../fr/guest-links.ts'

export const guestLinks: Record<keyof typeof french, string> = {
  'fact.guest_link': 'Secret link',
  'guest_link.on': 'in use',
  'guest_link.off': 'revoked',
  'guest_link.new': 'renewed',
  'guest_link.used': 'Used on {when}',
  'guest_link.unused': 'Not used yet',
  'guest_link.none': 'No link',
  'guest_link.revoke': 'Revoke link',
  'guest_link.revoke_now': 'Revoke',
  'guest_link.revoke_words':
    'Anyone who has this link will no longer see the request; pages that are already open close within seconds.',
  'guest_link.revoked': 'Link revoked',
  'guest_link.make': 'Create a new link',
  'guest_link.made': 'Link to pass on to {name}',
  'guest_link.made_words': 'It is shown only once, here: anyone who has it can see this request.',
  'guest_link.copy': 'Copy link',
  'guest_link.copied': 'Link copied',
}
