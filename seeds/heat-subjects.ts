import type { Subject } from './subject.ts'

export const heatSubjects: Subject[] = [
  {
    about: 'boiler',
    criticality: 'blocking',
    tags: ['gaz'],
    titles: ['Plus de chauffage depuis ce matin', 'Chaudière à l’arrêt, {lieu}', 'Chaudière en sécurité, voyant rouge'],
    told: [
      'Le voyant rouge clignote et le réarmement ne tient pas. Il fait 14 °C dans les locaux.',
      'Plus rien ne chauffe depuis l’ouverture. Un code s’affiche : E133.',
    ],
    asked: [
      [
        'Quelle pression lisez-vous au manomètre, et le robinet de gaz est-il ouvert ?',
        'La pression est à 1,4 bar et le gaz est ouvert.',
      ],
      [
        'La chaudière redémarre-t-elle si vous coupez l’alimentation dix secondes ?',
        'Elle repart deux minutes, puis s’arrête avec le même code.',
      ],
    ],
    notes: [
      'Même défaut l’hiver dernier : prévoir une électrode d’allumage.',
      'Accès par la cour, demander la clé à l’accueil.',
    ],
    solved: [
      'Électrode d’allumage remplacée, combustion réglée, redémarrage contrôlé pendant une heure.',
      'Siphon des condensats bouché : nettoyé, sécurité réarmée.',
    ],
  },
  {
    about: 'boiler',
    criticality: 'high',
    titles: ['Fuite d’eau sous la chaudière', 'Fuite au purgeur, {lieu}', 'Une flaque se forme au pied du ballon'],
    told: [
      'Une bassine se remplit en deux heures. Nous avons fermé la vanne d’arrivée.',
      'La fuite est lente mais le sol est mouillé chaque matin.',
    ],
    asked: [
      [
        'Pouvez-vous envoyer une photo du raccord qui goutte ?',
        'C’est au-dessus de la vanne bleue, cela perle surtout la nuit.',
      ],
    ],
    notes: ['Joint de soupape probable, pièce au dépôt.', 'Vase d’expansion de 2014 : le contrôler en passant.'],
    solved: [
      'Soupape et joint remplacés, pression remontée à 1,5 bar.',
      'Raccord resserré au téflon, vase d’expansion regonflé.',
    ],
  },
  {
    about: 'boiler',
    kind: 'request',
    criticality: 'low',
    tags: ['contrat'],
    titles: [
      'Entretien annuel de la chaudière',
      'Visite d’entretien avant l’hiver',
      'Attestation d’entretien à renouveler',
    ],
    told: [
      'L’assurance nous demande l’attestation de l’année.',
      'Merci de convenir d’une date, plutôt un mardi matin.',
    ],
    asked: [['Le mardi à 8 h 30 vous conviendrait-il ?', 'Oui, quelqu’un sera là pour ouvrir.']],
    notes: ['Compris dans le contrat Confort.', 'Grouper avec la visite de la copropriété voisine.'],
    solved: [
      'Entretien fait, corps de chauffe brossé, attestation remise sur place.',
      'Entretien fait, rendement 94 %, attestation envoyée.',
    ],
  },
  {
    about: 'boiler',
    criticality: 'high',
    titles: ['Plus d’eau chaude sanitaire', 'Eau tiède aux douches', 'L’eau chaude met dix minutes à venir'],
    told: ['Le chauffage marche mais l’eau reste froide.', 'Les résidents se plaignent depuis deux jours.'],
    asked: [
      ['Est-ce à tous les points d’eau, ou seulement aux étages ?', 'Partout, mais c’est pire au deuxième étage.'],
    ],
    notes: ['Vanne trois voies ou sonde du ballon.', 'Penser au test de légionelle après intervention.'],
    solved: ['Moteur de la vanne trois voies remplacé, consigne à 60 °C.', 'Circulateur de bouclage grippé, remplacé.'],
  },
  {
    about: 'boiler',
    kind: 'anomaly',
    criticality: 'normal',
    titles: ['Bruit de roulement dans la chaufferie', 'Circulateur bruyant, {lieu}', 'Claquements dans les radiateurs'],
    told: [
      'On l’entend jusque dans les bureaux, surtout à la mise en route du matin.',
      'Le bruit s’arrête dès que le chauffage se coupe.',
    ],
    asked: [['Les radiateurs ont-ils été purgés cette saison ?', 'Non, personne ne l’a fait depuis l’an dernier.']],
    notes: [
      'Roulement fatigué : chiffrer un circulateur à vitesse variable.',
      'Boue dans le réseau, proposer un désembouage.',
    ],
    solved: [
      'Réseau purgé, vitesse du circulateur réduite, plus aucun bruit.',
      'Circulateur remplacé par un Magna3, désembouage proposé par devis.',
    ],
  },
  {
    about: 'cold',
    criticality: 'blocking',
    tags: ['froid', 'urgence'],
    titles: [
      'Alarme de température, chambre froide',
      'Chambre froide à 11 °C',
      'La vitrine réfrigérée ne refroidit plus',
    ],
    told: [
      'L’alarme sonne depuis 5 h. La marchandise a été déplacée dans l’autre chambre.',
      'La température monte d’un degré par heure.',
    ],
    asked: [['Y a-t-il du givre sur l’évaporateur ?', 'Oui, une épaisse couche, et le ventilateur ne tourne plus.']],
    notes: ['Prendre une bouteille de R449A et un ventilateur.', 'Client très inquiet : rappeler avant 10 h.'],
    solved: [
      'Dégivrage forcé, résistance de dégivrage remplacée, retour à 3 °C en deux heures.',
      'Fuite réparée au détendeur, charge complétée, fiche de fluide remplie.',
    ],
  },
  {
    about: 'cold',
    criticality: 'normal',
    titles: ['Porte de chambre froide qui ferme mal', 'Joint de porte déchiré', 'Eau sur le sol devant la vitrine'],
    told: [
      'Il faut la claquer deux fois, et le givre se forme autour.',
      'Le joint est fendu en bas, sur vingt centimètres.',
    ],
    asked: [['De quelle largeur est la porte ?', '90 centimètres, la plaque dit PF-90.']],
    notes: ['Joint à commander, cinq jours de délai.', 'Vérifier aussi le cordon chauffant.'],
    solved: ['Joint remplacé, charnières réglées.', 'Évacuation des condensats débouchée, pente du bac reprise.'],
  },
  {
    about: 'air',
    criticality: 'normal',
    titles: [
      'Climatisation bruyante',
      'La climatisation goutte dans la salle de réunion',
      'Le ventilo-convecteur souffle froid',
    ],
    told: [
      'Le bruit commence vers 11 h, quand le soleil tourne.',
      'De l’eau tombe sur la table, nous avons mis un seau.',
    ],
    asked: [['L’appareil affiche-t-il un code sur la télécommande ?', 'Oui, U4 clignote.']],
    notes: ['Filtres jamais nettoyés, en parler au client.', 'Pompe de relevage à prévoir.'],
    solved: [
      'Bac à condensats nettoyé, pompe de relevage remplacée.',
      'Filtres lavés, palier du ventilateur remplacé.',
    ],
  },
  {
    about: 'air',
    kind: 'request',
    criticality: 'low',
    titles: [
      'Changement des filtres de la VMC',
      'Programmation des horaires de ventilation',
      'Devis pour une climatisation au premier étage',
    ],
    told: ['Cela fait un an, et de la poussière se dépose sur les bouches.', 'Nous ouvrons désormais le samedi matin.'],
    asked: [['Combien de bouches faut-il compter ?', 'Douze, dont quatre dans les sanitaires.']],
    notes: ['Filtres F7 en stock.', 'Le gardien sait où est l’échelle.'],
    solved: [
      'Filtres remplacés, débits mesurés, relevé joint.',
      'Horaires programmés avec le client, notice laissée sur place.',
    ],
  },
]
