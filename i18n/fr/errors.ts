/** Messages of the API's refusals. */
export const errors = {
  'error.invalid': 'Certaines informations ne sont pas valables. Corrigez-les puis réessayez.',
  'error.unauthenticated': 'Votre session est terminée. Connectez-vous de nouveau.',
  'error.wrong_credentials': 'Adresse ou mot de passe incorrect.',
  'error.second_factor_required': 'Un second facteur est demandé pour terminer la connexion.',
  'error.enrolment_required': 'Votre rôle demande un second facteur : mettez-en un en place pour continuer.',
  'error.wrong_code': 'Ce code n’est pas le bon, ou il a expiré. Tapez celui qui s’affiche maintenant.',
  'error.second_step_expired': 'Trop de temps ou trop d’essais : recommencez la connexion avec votre mot de passe.',
  'error.passkey_refused': 'Cette clé d’accès n’a pas été reconnue. Essayez avec une autre, ou autrement.',
  'error.confirmation_required': 'Confirmez que c’est bien vous pour continuer.',
  'error.site_token_refused':
    'Le site Web n’a pas pu vous reconnaître. Rechargez la page ; si cela continue, prévenez-nous.',
  'error.forbidden': 'Vous n’avez pas le droit de faire cela. Demandez à un administrateur.',
  'error.foreign_origin': 'Cette demande vient d’un autre site : elle a été refusée.',
  'error.set_up_link_refused':
    'Ce lien de mise en route n’est pas le bon. Copiez celui que le serveur affiche au démarrage.',
  'error.link_spent': 'Ce lien a déjà servi : il ne fonctionne qu’une fois. Demandez-en un nouveau.',
  'error.opened_elsewhere':
    'Ce lien ne fonctionne que dans le navigateur où vous l’avez demandé. Tapez-y le code affiché.',
  'error.code_refused':
    'Ce code n’est pas le bon, ou il n’est plus valable. Ouvrez de nouveau le lien pour en voir un autre.',
  'error.link_expired': 'Ce lien n’est plus valable. Demandez-en un nouveau.',
  'error.link_refused': 'Ce lien ne sert plus : il a expiré, ou il a déjà servi. Demandez-en un nouveau.',
  'error.not_found': 'Cela n’existe pas, ou vous n’y avez pas accès.',
  'error.conflict': 'Quelqu’un vient de modifier la même chose. Vérifiez la nouvelle valeur avant de réessayer.',
  'error.undo_refused': 'Il est trop tard pour annuler. Faites le changement inverse sur le ticket.',
  'error.ticket_closed': 'Ce ticket est clos : il faut d’abord le rouvrir pour le modifier.',
  'error.not_seen_by': 'Un des agents choisis ne voit pas ce ticket : il ne peut pas l’observer.',
  'error.not_rateable': 'Cette demande n’est pas réglée, ou l’est depuis plus d’un mois : elle ne se note plus.',
  'error.already_claimed': 'Ce ticket a déjà un suiveur.',
  'error.email_taken': 'Cette adresse est déjà celle d’un autre compte.',
  'error.last_administrator': 'C’est le dernier administrateur actif : nommez-en un autre d’abord.',
  'error.beyond_own_rights': 'Vous ne pouvez pas donner, ni modifier chez un autre, plus de droits que vous n’en avez.',
  'error.role_in_use': 'Des agents ont encore ce rôle : donnez-leur-en un autre d’abord.',
  'error.name_taken': 'Ce nom est déjà pris. Choisissez-en un autre.',
  'error.cannot_lead': 'Cette personne lit les tickets sans pouvoir en suivre : choisissez quelqu’un d’autre.',
  'error.desk_not_empty': 'Ce bureau n’est plus vide : il ne reçoit plus de données d’exemple.',
  'error.samples_in_use':
    'Vos propres tickets ou fiches sont rattachés à des données d’exemple : rattachez-les d’abord à de vraies fiches.',
  'error.sight_grows':
    'Des clients verraient plus de tickets que ce qui vous a été montré. Relisez l’aperçu, puis confirmez.',
  'error.team_needed': 'Cette équipe a des tickets ouverts : choisissez l’équipe qui les reprend.',
  'error.team_in_use':
    'Des formulaires ou des feuilles de calcul donnent encore leurs tickets à cette équipe : changez-les d’abord.',
  'error.submission_waits': 'Cette demande est bien arrivée. Quelqu’un doit encore la lire.',
  'error.quarantine_first':
    'Des envois de ce formulaire attendent en quarantaine : faites-en des tickets ou supprimez-les d’abord.',
  'error.quarantine_full':
    'Trop d’envois attendent d’être vérifiés : les fichiers ne sont pas acceptés pour le moment. Retirez-les et envoyez votre demande.',
  'error.set_up_done': 'La mise en route est déjà faite. Connectez-vous.',
  'error.payload_too_large': 'C’est trop volumineux pour être envoyé.',
  'error.uploads_waiting':
    'Trop de fichiers attendent d’être envoyés avec un message. Envoyez-le avec ceux qui y sont déjà, ou réessayez dans une heure.',
  'error.no_preview': 'Pas d’aperçu pour ce fichier : téléchargez-le pour l’ouvrir.',
  'error.storage_full':
    'Le serveur n’a plus de place : rien ne peut y être enregistré. Prévenez son administrateur, puis réessayez.',
  'error.uploads_full':
    'Les fichiers ne sont pas acceptés pour le moment. Envoyez votre message sans eux, ou réessayez dans une heure.',
  'error.unsupported_media_type': 'Ce format d’envoi n’est pas accepté.',
  'error.password_common':
    'Ce mot de passe est trop courant : on le devinerait. Choisissez plusieurs mots sans rapport, par exemple.',
  'error.password_personal':
    'Ce mot de passe reprend votre nom, votre adresse ou le nom de l’entreprise : on le devinerait. Choisissez-en un autre.',
  'error.solution_required': 'Indiquez la solution : le client la verra.',
  'error.spreadsheet_unreadable': 'Cette feuille n’a pas pu être lue.',
  'error.row_refused': 'Cette ligne ne suffit pas pour ouvrir un ticket.',
  'error.reason_required': 'Indiquez le motif.',
  'error.transition_refused': 'Ce changement de statut n’est pas possible ici.',
  'error.idempotency_mismatch': 'Cette clé d’envoi a déjà servi pour autre chose.',
  'error.proof_refused': 'Le formulaire est resté ouvert trop longtemps. Renvoyez-le : rien n’est perdu.',
  'error.too_many_files': 'Le nombre de fichiers est limité. Retirez-en avant d’en joindre d’autres.',
  'error.too_many_requests': 'Trop d’essais en peu de temps. Attendez une minute puis réessayez.',
  'error.limit_reached': 'Vous avez déjà beaucoup envoyé. Réessayez dans une heure, ou appelez-nous si c’est urgent.',
  'error.wait': 'Trop d’essais en peu de temps. Réessayez dans {seconds|# seconde|# secondes}.',
  'error.internal': 'Une erreur est survenue de notre côté. Elle a été notée ; réessayez.',
  'error.unavailable': 'Le serveur est momentanément indisponible. Réessayez dans un instant.',
  'error.unreachable': 'Pas de réponse du serveur. Vérifiez la connexion ; rien n’est perdu ici.',
}
