/** Messages of the home page. */
export const home = {
  'home.hello': 'Bonjour {name}',
  'home.first_steps': 'Pour commencer',
  'home.step_agents': 'Créez les comptes de vos collègues',
  'home.step_agents_words': 'Chacun voit alors ce qui l’attend, et qui fait quoi.',
  'home.step_mail': 'Réglez l’envoi des mails',
  'home.step_mail_words': 'Sans serveur de messagerie, personne n’est prévenu : ni vos clients, ni vos collègues.',
  'home.step_samples': 'Essayez avec des données d’exemple',
  'home.step_samples_words':
    'Trois sociétés inventées et leurs tickets. Aucun mail ne part à leur sujet, et vous les retirez d’un clic.',
  'home.fill_samples': 'Remplir avec des données d’exemple',
  'home.samples': 'Données d’exemple',
  'home.samples_words':
    'Ce bureau contient des données d’exemple : {count|un ticket|# tickets}. Aucun mail ne part à leur sujet.',
  'home.samples_remove': 'Retirer les données d’exemple',
  'home.samples_confirm':
    'Les sociétés, contacts, machines et tickets d’exemple seront effacés, avec tout ce qui a été écrit dessus. Ce que vous avez créé reste.',
  'home.samples_remove_all': 'Tout retirer',
  'home.samples_removed': 'Données d’exemple retirées',
  'home.step_call': 'Notez un premier appel',
  'home.step_call_words': 'Un appel devient un ticket ; si la personne est inconnue, elle est créée en même temps.',
  'home.step_company': 'Retrouvez vos clients',
  'home.step_company_words': 'Sociétés, contacts et machines : ce que vous notez ici se retrouve au prochain appel.',
  'home.done': 'fait',
  'home.nothing_to_handle': 'Rien ne vous attend.',
  'home.nothing_unclaimed': 'Chaque ticket a son suiveur.',
}
