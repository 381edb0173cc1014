/** Messages of a ticket's secret link at the desk. */
export const guestLinks = {
  'fact.guest_link': 'Suivi par lien secret',
  'guest_link.on': 'en service',
  'guest_link.off': 'révoqué',
  'guest_link.new': 'renouvelé',
  'guest_link.used': 'Utilisé le {when}',
  'guest_link.unused': 'Pas encore utilisé',
  'guest_link.none': 'Aucun lien',
  'guest_link.revoke': 'Révoquer le lien',
  'guest_link.revoke_now': 'Révoquer',
  'guest_link.revoke_words':
    'Ceux qui ont ce lien ne verront plus la demande ; les pages déjà ouvertes se ferment en quelques secondes.',
  'guest_link.revoked': 'Lien révoqué',
  'guest_link.make': 'Créer un nouveau lien',
  'guest_link.made': 'Lien à remettre à {name}',
  'guest_link.made_words': 'Il n’est affiché qu’une fois, ici : quiconque l’a peut voir cette demande.',
  'guest_link.copy': 'Copier le lien',
  'guest_link.copied': 'Lien copié',
} as const
