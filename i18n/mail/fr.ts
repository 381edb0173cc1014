/** Texts of mails, which only the server uses. */
export const fr = {
  'mail.greeting': 'Bonjour {name},',
  'mail.guichet': 'Guichet',
  'mail.somebody': 'quelqu’un',
  'mail.news': 'Du nouveau',
  'mail.opening.agent': 'Nouveau ticket',
  'mail.opened.contact':
    'Votre demande « {title} » est enregistrée sous le numéro T-{number}. Nous vous tenons au courant de la suite.',
  'mail.opened.agent': 'Nouveau ticket T-{number} de {who} : « {title} ».',
  'mail.about': 'Votre demande T-{number} « {title} »',
  'mail.status.opened': 'Elle est de nouveau ouverte : nous allons nous en occuper.',
  'mail.status.waiting': 'Nous attendons votre réponse ou un évènement extérieur.',
  'mail.status.investigating': 'Nous cherchons d’où cela vient.',
  'mail.status.disputed': 'La réponse ne convient pas : nous reprenons votre demande.',
  'mail.status.fixing': 'La cause est trouvée, nous corrigeons.',
  'mail.status.resolved': 'Voici ce qui a été fait.',
  'mail.status.rejected': 'Nous ne donnons pas suite à cette demande, pour la raison que voici.',
  'mail.status.cancelled': 'Vous pouvez la rouvrir si elle est de nouveau utile.',
  'mail.status_by': '{by} a passé le ticket T-{number} « {title} » au statut : {status}.',
  'mail.changed_by': '{by} a modifié le ticket T-{number}. {changes}',
  'mail.link.contact': 'Suivre ma demande',
  'mail.link.agent': 'Ouvrir le ticket',
  'mail.call': 'Une question ? Appelez-nous au {phone}',
  'mail.choose': 'Choisir les mails que je reçois',
  'mail.how_to_answer': 'Pour répondre, écrivez-nous en citant T-{number} dans l’objet.',
  'mail.sign_in.subject': 'Votre lien de connexion – {organisation}',
  'mail.sign_in.words':
    'Bonjour,\n\nVoici votre lien pour suivre vos demandes auprès de {organisation}. Il fonctionne une seule fois, pendant un quart d’heure.',
  'mail.sign_in.several':
    'Bonjour,\n\nPlusieurs personnes ont cette adresse chez {organisation}. Choisissez la vôtre : chaque lien fonctionne une seule fois, pendant un quart d’heure.',
  'mail.sign_in.button': 'Continuer en tant que {who}',
  'mail.sign_in.ignore':
    'Vous n’avez rien demandé ? Ne faites rien : sans ce lien, personne ne peut se connecter à votre place.',
  'mail.confirmation.subject': 'Confirmez votre adresse – demande T-{number}, {organisation}',
  'mail.confirmation.words':
    'Bonjour,\n\nVotre adresse a été indiquée dans un formulaire de {organisation}, pour la demande T-{number}. Si c’est bien vous, confirmez-la : les réponses vous parviendront aussi par mail.',
  'mail.confirmation.button': 'Confirmer mon adresse',
  'mail.confirmation.ignore':
    'Ce lien sert une seule fois, dans les 7 jours. Ce n’est pas vous ? Ne faites rien : votre adresse ne servira à aucun envoi.',
  'mail.address.subject': 'Confirmez votre adresse – {organisation}',
  'mail.address.words':
    'Bonjour,\n\nVotre adresse a été indiquée pour suivre des demandes auprès de {organisation}. Si c’est bien vous, confirmez-la : nos réponses vous parviendront aussi par mail.',
  'mail.quarantine.subject':
    '{count|Un envoi de formulaire attend en quarantaine|# envois de formulaire attendent en quarantaine}',
  'mail.quarantine.words':
    '{count|Un envoi de formulaire ressemble à celui d’un robot et attend|# envois de formulaire ressemblent à ceux d’un robot et attendent} que quelqu’un décide : en faire un ticket, ou le supprimer.',
  'mail.quarantine.link': 'Voir la quarantaine',
  'mail.openings.subject': '{count} nouveaux tickets',
  'mail.openings.words': '{count} nouveaux tickets, dont personne ne s’occupe encore :',
  'mail.openings.more': '{count|Et un autre|Et # autres}.',
  'mail.openings.link': 'Voir les tickets',
  'mail.test.subject': 'Essai d’envoi réussi',
  'mail.test.body': 'L’envoi des mails fonctionne pour le guichet de {organisation}. Il n’y a rien à faire.',
  'mail.invitation.subject': 'Votre accès au guichet de {organisation}',
  'mail.invitation.words':
    '{organisation} vous ouvre un compte dans son guichet. Choisissez votre mot de passe pour vous connecter.',
  'mail.invitation.link': 'Choisir mon mot de passe',
  'mail.invitation.end': 'Ce lien sert une seule fois, dans les 7 jours.',
  'mail.reset.subject': 'Choisir un nouveau mot de passe',
  'mail.reset.words':
    'Un nouveau mot de passe a été demandé pour votre compte au guichet de {organisation}. Si ce n’est pas votre demande, il n’y a rien à faire : rien ne change.',
  'mail.reset.link': 'Choisir un nouveau mot de passe',
  'mail.reset.end': 'Ce lien sert une seule fois, dans l’heure.',
  'mail.password_set.subject': 'Votre mot de passe a changé',
  'mail.password_set.words':
    'Le mot de passe de votre compte au guichet de {organisation} vient d’être changé par un lien reçu par mail. Vos autres sessions sont terminées.',
  'mail.password_set.end': 'Ce n’est pas vous ? Prévenez tout de suite un administrateur.',
}
