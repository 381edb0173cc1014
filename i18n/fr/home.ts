/** Where the day begins. */
export const home = {
  'home.hello': 'Bonjour {name}',
  'home.first_steps': 'Pour commencer',
  'home.step_agents': 'Créez les comptes de vos collègues',
  'home.step_agents_words': 'Chacun voit alors ce qui l’attend, et qui fait quoi.',
  'home.step_mail': 'Réglez l’envoi des mails',
  'home.step_mail_words': 'Sans serveur de messagerie, personne n’est prévenu : ni vos clients, ni vos collègues.',
  'home.step_samples': 'Essayez avec des données d’exemple',
  'home.step_samples_words':
    'Sur le serveur, cette commande ouvre un second bureau rempli d’une année d’exemple, à part du vôtre.',
  'home.step_call': 'Notez un premier appel',
  'home.step_call_words': 'Un appel devient un ticket ; si la personne est inconnue, elle est créée en même temps.',
  'home.step_company': 'Retrouvez vos clients',
  'home.step_company_words': 'Sociétés, contacts et machines : ce que vous notez ici se retrouve au prochain appel.',
  'home.done': 'fait',
  'home.nothing_to_handle': 'Rien ne vous attend.',
  'home.nothing_unclaimed': 'Chaque ticket a son suiveur.',
}
