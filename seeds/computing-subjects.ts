import type { Subject } from './subject.ts'

export const computingSubjects: Subject[] = [
  {
    about: 'printer',
    criticality: 'normal',
    titles: [
      'Imprimante : bourrages à répétition, {lieu}',
      'L’imprimante n’imprime plus',
      'Traces noires sur toutes les impressions',
    ],
    told: [
      'Toutes les dix pages, le papier reste dans le four.',
      'Le voyant orange reste allumé, même après un redémarrage.',
    ],
    asked: [
      ['Le papier a-t-il changé récemment ?', 'Oui, nous avons pris du recyclé ce mois-ci.'],
      ['Le défaut vient-il aussi depuis la vitre, en copie ?', 'Oui, la copie sort avec les mêmes traces.'],
    ],
    notes: ['Rouleaux d’entraînement à 180 000 pages : à changer.', 'Machine encore sous garantie jusqu’en mars.'],
    solved: [
      'Rouleaux d’entraînement remplacés, cent pages d’essai sans bourrage.',
      'Tambour remplacé, calibrage des couleurs fait.',
    ],
  },
  {
    about: 'printer',
    kind: 'request',
    criticality: 'low',
    titles: [
      'Numériser vers un dossier partagé',
      'Installer l’imprimante sur deux postes',
      'Code d’impression pour une nouvelle collègue',
    ],
    told: ['Aujourd’hui nous passons par le mail, c’est long.', 'Les deux postes de l’accueil ont été remplacés.'],
    asked: [
      ['Dans quel dossier les documents doivent-ils arriver ?', 'Dans « Courrier », un sous-dossier par personne.'],
    ],
    notes: ['Compte de service à créer sur le serveur.', 'Peut se faire à distance.'],
    solved: [
      'Numérisation vers le dossier partagé réglée et montrée à l’équipe.',
      'Pilotes installés, page d’essai imprimée depuis chaque poste.',
    ],
  },
  {
    about: 'network',
    criticality: 'blocking',
    titles: [
      'Plus d’Internet dans tous les bureaux',
      'Coupures d’Internet toutes les dix minutes',
      'Le VPN se coupe depuis ce matin',
    ],
    told: [
      'Les téléphones aussi sont muets. Le boîtier clignote en orange.',
      'Nous ne pouvons plus encaisser par carte.',
    ],
    asked: [['Le boîtier de l’opérateur a-t-il un voyant rouge ?', 'Oui, celui marqué PON est rouge depuis 9 h 20.']],
    notes: ['Incident ouvert chez l’opérateur, référence donnée au client.', 'Secours 4G à proposer au contrat.'],
    solved: [
      'Fibre coupée dans la rue, rétablie par l’opérateur ; ligne contrôlée ensuite.',
      'Micrologiciel du pare-feu mis à jour, tunnel stable depuis vingt-quatre heures.',
    ],
  },
  {
    about: 'network',
    criticality: 'normal',
    titles: ['Wi-Fi faible à l’étage', 'Le Wi-Fi des clients ne demande plus le code', 'Borne Wi-Fi éteinte, {lieu}'],
    told: [
      'Dans les chambres du fond, on perd le réseau dès qu’on ferme la porte.',
      'La borne n’a plus de lumière depuis l’orage.',
    ],
    asked: [
      [
        'Quels appareils perdent le réseau : tous, ou seulement certains téléphones ?',
        'Tous, mais les ordinateurs tiennent un peu mieux.',
      ],
    ],
    notes: ['Une borne de plus au couloir suffirait.', 'Port PoE grillé sur le commutateur.'],
    solved: [
      'Borne déplacée et canal changé, mesures faites dans chaque pièce.',
      'Port du commutateur changé, borne remplacée sous garantie.',
    ],
  },
  {
    about: 'server',
    criticality: 'high',
    tags: ['sauvegarde'],
    titles: ['Sauvegarde de nuit en échec', 'Le serveur de fichiers est plein', 'Disque en alerte sur le serveur'],
    told: [
      'Un mail d’alerte arrive chaque matin depuis trois jours.',
      'Plus personne ne peut enregistrer dans le dossier commun.',
    ],
    asked: [['Quelqu’un a-t-il débranché le disque externe ?', 'Oui, pour le ménage ; il est rebranché.']],
    notes: [
      'Deux téraoctets de photos dans les profils, en parler.',
      'Disque de rechange commandé, garantie du constructeur.',
    ],
    solved: [
      'Disque remplacé, grappe reconstruite, restauration d’essai réussie.',
      'Anciennes versions purgées, alerte à 85 % mise en place.',
    ],
  },
  {
    about: 'server',
    kind: 'request',
    criticality: 'normal',
    titles: [
      'Accès à la boîte partagée pour la nouvelle comptable',
      'Nouveau poste à préparer',
      'Compte à fermer : départ d’un salarié',
    ],
    told: [
      'Elle commence lundi, merci de prévoir la messagerie et le logiciel de paie.',
      'Le poste est arrivé, il est encore dans son carton.',
    ],
    asked: [['De quels dossiers aura-t-elle besoin ?', 'Comptabilité et Fournisseurs, en écriture.']],
    notes: ['Licence à ajouter à la prochaine facture.', 'Double authentification à expliquer au téléphone.'],
    solved: [
      'Compte créé, accès donnés, essai fait avec la personne.',
      'Poste préparé et posé, données transférées depuis l’ancien.',
    ],
  },
  {
    about: 'till',
    criticality: 'high',
    titles: [
      'Le tiroir-caisse ne s’ouvre plus, {lieu}',
      'Le terminal de paiement refuse toutes les cartes',
      'La caisse n’imprime plus les tickets',
    ],
    told: ['Nous l’ouvrons à la clé à chaque client.', 'Le message dit « liaison impossible ».'],
    asked: [
      [
        'Le câble entre l’imprimante et le tiroir est-il bien enfoncé ?',
        'Il l’était, nous l’avons quand même remis : rien ne change.',
      ],
    ],
    notes: ['Câble RJ12 à emporter.', 'Samedi matin : ne pas bloquer la caisse.'],
    solved: [
      'Câble du tiroir remplacé, ouverture contrôlée dix fois.',
      'Terminal remis à jour, paiement d’essai passé.',
    ],
  },
  {
    about: 'phone',
    criticality: 'normal',
    titles: [
      'Le standard ne sonne plus',
      'Appels coupés au bout de trente secondes',
      'Changer le message du répondeur',
    ],
    told: ['Nos clients tombent directement sur le répondeur.', 'Les appels sortants passent, pas les entrants.'],
    asked: [['Depuis quel numéro avez-vous fait l’essai ?', 'Depuis mon portable, et depuis celui d’un client.']],
    notes: ['Renvoi resté actif depuis le pont.', 'Le message vocal est à faire valider par la direction.'],
    solved: [
      'Renvoi désactivé, appel d’essai reçu sur les trois postes.',
      'Délai SIP du pare-feu corrigé, appels de dix minutes sans coupure.',
    ],
  },
]
