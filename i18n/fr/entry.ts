/** Before the desk: sign-in, set-up, passwords. */
export const entry = {
  'entry.sign_in': 'Se connecter',
  'entry.sign_in_title': 'Connexion',
  'entry.email': 'Adresse mail',
  'entry.password': 'Mot de passe',
  'entry.show_password': 'Afficher',
  'entry.hide_password': 'Masquer',
  'entry.session_ended': 'Votre session est terminée. Reconnectez-vous pour continuer où vous en étiez.',
  'entry.forgotten': 'Mot de passe oublié ? Un administrateur peut vous en donner un nouveau.',
  'entry.change_password': 'Changer de mot de passe',
  'entry.current_password': 'Mot de passe actuel',
  'entry.new_password': 'Nouveau mot de passe',
  'entry.password_rule': 'Au moins 10 caractères. Une phrase se retient mieux.',
  'entry.password_changed': 'Mot de passe changé. Vos autres sessions sont terminées.',
  'entry.password_too_short': 'Il faut au moins 10 caractères.',
}
