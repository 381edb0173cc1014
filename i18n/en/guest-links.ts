import type { guestLinks as french } from '../fr/guest-links.ts'

export const guestLinks: Record<keyof typeof french, string> = {
  'fact.guest_link': 'Followed by secret link',
  'guest_link.on': 'in use',
  'guest_link.off': 'revoked',
  'guest_link.new': 'renewed',
  'guest_link.used': 'Used on {when}',
  'guest_link.unused': 'Not used yet',
  'guest_link.none': 'No link',
  'guest_link.revoke': 'Revoke the link',
  'guest_link.revoke_now': 'Revoke',
  'guest_link.revoke_words':
    'Whoever holds this link will no longer see the request; their open pages end within seconds.',
  'guest_link.revoked': 'Link revoked',
  'guest_link.make': 'Make a new link',
  'guest_link.made': 'Link to hand over to {name}',
  'guest_link.made_words': 'It is shown here and now only: it opens this request to whoever holds it.',
  'guest_link.copy': 'Copy the link',
  'guest_link.copied': 'Link copied',
}
