import type { Criticality, Priority, StepKind, Visibility } from '../contract/enums.ts'
import type { Role } from '../contract/permissions.ts'

/** Thermo-Loire: eight people in Angers who maintain boilers, cold rooms, computers and telephones. Nobody here exists. */

export const organisation = 'Thermo-Loire'

export const agents: { name: string; role: Role; team?: string }[] = [
  { name: 'Karim Benali', role: 'technician', team: 'Chauffage et froid' },
  { name: 'Sonia Petit', role: 'operator' },
  { name: 'Hugo Renaud', role: 'technician', team: 'Informatique' },
  { name: 'Nadia Kessler', role: 'technician', team: 'Informatique' },
  { name: 'Yann Le Goff', role: 'technician', team: 'Chauffage et froid' },
  { name: 'Claire Vasseur', role: 'manager' },
]
export const teams = ['Chauffage et froid', 'Informatique']

type Company = { name: string; phone: string; address: string; notes?: string; people: Person[]; machines: Machine[] }
/** Name, number, job title. */
type Person = readonly [string, string, string]
/** Brand, model, serial number, place. */
type Machine = readonly [string, string, string, string]

export const companies: Company[] = [
  {
    name: 'Dupont Traiteur',
    phone: '02 41 88 12 00',
    address: '12 rue du Mail\n49100 Angers',
    notes: 'Contrat Confort : passage sous 4 h, chauffage et froid. Livraisons par la cour.',
    people: [
      ['Marie Dupont', '02 41 88 12 40', 'Gérante'],
      ['Marc Dupont', '06 07 08 09 10', 'Chef de laboratoire'],
    ],
    machines: [
      ['Frisquet', 'Hydromotrix 32', '8F31-2207', 'atelier'],
      ['Profroid', 'Chambre froide nº 2', 'PF-90412', 'laboratoire'],
      ['BWT', 'Adoucisseur AQA', 'AQ-1187', 'local technique'],
    ],
  },
  {
    name: 'Cabinet Roux',
    phone: '02 41 20 33 10',
    address: '4 place du Ralliement\n49100 Angers',
    people: [
      ['Anne Roux', '02 41 20 33 11', 'Expert-comptable'],
      ['Thomas Girard', '02 41 20 33 14', 'Assistant'],
    ],
    machines: [
      ['Synology', 'RS1221+', '2150SBR9', 'baie'],
      ['Fortinet', 'FortiGate 60F', 'FGT60F-77', 'baie'],
    ],
  },
  {
    name: 'École Jean-Moulin',
    phone: '02 41 45 60 00',
    address: '18 avenue Jean-Moulin\n49124 Saint-Barthélemy-d’Anjou',
    people: [['Zoé Lefèvre', '02 41 45 60 02', 'Secrétariat']],
    machines: [
      ['Kyocera', 'Ecosys M5526', 'VCF8421', 'rez-de-chaussée'],
      ['De Dietrich', 'MCA 45', 'DD45-0093', 'chaufferie'],
    ],
  },
  {
    name: 'Syndic Val de Loire',
    phone: '02 41 73 18 90',
    address: '27 boulevard Foch\n49100 Angers',
    people: [
      ['Michel Petitjean', '02 41 73 18 92', 'Gestionnaire'],
      ['Sylvie Aubert', '02 41 73 18 95', 'Comptabilité'],
    ],
    machines: [['Grundfos', 'Magna3 40-120', '97924268', 'sous-station B']],
  },
  {
    name: 'Mairie de Bouchemaine',
    phone: '02 41 22 20 00',
    address: '9 quai de la Noë\n49080 Bouchemaine',
    people: [['Patrick Ménard', '02 41 22 20 16', 'Services techniques']],
    machines: [['APC', 'Smart-UPS 3000', 'AS1823', 'salle serveur']],
  },
  {
    name: 'Garage Lemoine',
    phone: '02 41 69 07 07',
    address: 'Zone de la Romanerie\n49124 Saint-Barthélemy-d’Anjou',
    people: [['Jean Lemoine', '06 12 34 56 78', 'Gérant']],
    machines: [['Reznor', 'Aérotherme UDSA', 'RZ-5530', 'atelier']],
  },
  {
    name: 'Librairie Contact',
    phone: '02 41 87 44 10',
    address: '3 rue Lenepveu\n49100 Angers',
    people: [['Élodie Marchand', '02 41 87 44 11', 'Libraire']],
    machines: [['Epson', 'TM-T88VI', 'X5ZK0113', 'caisse nº 3']],
  },
  {
    name: 'Hôtel d’Anjou',
    phone: '02 41 21 12 11',
    address: '1 boulevard Foch\n49100 Angers',
    people: [
      ['Béatrice Collin', '02 41 21 12 15', 'Direction'],
      ['Ahmed Saïdi', '06 44 51 20 38', 'Entretien'],
    ],
    machines: [
      ['Viessmann', 'Vitocrossal 200', '7502-118', 'chaufferie'],
      ['Daikin', 'VRV IV', 'RXYQ14', 'toiture'],
    ],
  },
]

export const projects = [
  ['Rénovation de la chaufferie', 'Hôtel d’Anjou'],
  ['Téléphonie : passage à la fibre', 'Mairie de Bouchemaine'],
  ['Salle informatique, rentrée 2027', 'École Jean-Moulin'],
] as const

export type DemoTicket = {
  title: string
  caller: string
  /** Serial number. */
  machine?: string
  hoursAgo: number
  lead?: string
  status?: 'waiting' | 'investigating' | 'fixing' | 'resolved'
  criticality?: Criticality
  priority?: Priority
  dueInHours?: number
  kind?: 'incident' | 'request' | 'anomaly'
  description?: string
  tags?: string[]
}

/** The oldest first, as they came in. */
export const tickets: DemoTicket[] = [
  {
    title: 'Entretien annuel de la chaudière',
    caller: 'Zoé Lefèvre',
    machine: 'DD45-0093',
    hoursAgo: 290,
    lead: 'Yann Le Goff',
    status: 'resolved',
    kind: 'request',
  },
  {
    title: 'Sauvegarde de nuit en échec',
    caller: 'Thomas Girard',
    machine: '2150SBR9',
    hoursAgo: 98,
    lead: 'Nadia Kessler',
    status: 'investigating',
    criticality: 'high',
  },
  {
    title: 'Remontée de fumées, conduit à contrôler',
    caller: 'Ahmed Saïdi',
    machine: '7502-118',
    hoursAgo: 96,
    lead: 'Karim Benali',
    status: 'waiting',
    criticality: 'blocking',
    priority: 'high',
  },
  {
    title: 'Installer trois postes avant la rentrée de janvier',
    caller: 'Zoé Lefèvre',
    hoursAgo: 75,
    kind: 'request',
    criticality: 'low',
    dueInHours: 900,
  },
  {
    title: 'Caisse nº 3 : le tiroir ne s’ouvre plus',
    caller: 'Élodie Marchand',
    machine: 'X5ZK0113',
    hoursAgo: 72,
    lead: 'Hugo Renaud',
    status: 'fixing',
  },
  {
    title: 'Fuite au purgeur, appartement 12',
    caller: 'Michel Petitjean',
    hoursAgo: 70,
    lead: 'Yann Le Goff',
    status: 'waiting',
  },
  {
    title: 'Accès à la boîte partagée pour la nouvelle comptable',
    caller: 'Sylvie Aubert',
    hoursAgo: 27,
    kind: 'request',
  },
  {
    title: 'Alarme de température, chambre froide nº 2',
    caller: 'Marc Dupont',
    machine: 'PF-90412',
    hoursAgo: 26,
    lead: 'Karim Benali',
    status: 'investigating',
    criticality: 'blocking',
    priority: 'urgent',
    dueInHours: -2,
  },
  {
    title: 'Devis pour l’extension de garantie des onduleurs',
    caller: 'Patrick Ménard',
    machine: 'AS1823',
    hoursAgo: 25,
    lead: 'Nadia Kessler',
    status: 'waiting',
    kind: 'request',
    criticality: 'low',
  },
  {
    title: 'Remplacer le circulateur de la sous-station B',
    caller: 'Michel Petitjean',
    machine: '97924268',
    hoursAgo: 24,
    lead: 'Karim Benali',
    status: 'fixing',
    criticality: 'high',
    dueInHours: -3,
  },
  {
    title: 'Aérotherme de l’atelier en sécurité',
    caller: 'Jean Lemoine',
    machine: 'RZ-5530',
    hoursAgo: 5,
    lead: 'Yann Le Goff',
    status: 'investigating',
    criticality: 'high',
    dueInHours: 3,
  },
  {
    title: 'Imprimante du rez-de-chaussée : bourrages à répétition',
    caller: 'Zoé Lefèvre',
    machine: 'VCF8421',
    hoursAgo: 3,
  },
  {
    title: 'Le VPN se coupe toutes les dix minutes depuis ce matin',
    caller: 'Anne Roux',
    machine: 'FGT60F-77',
    hoursAgo: 2,
    lead: 'Hugo Renaud',
    status: 'investigating',
    criticality: 'high',
    priority: 'high',
    dueInHours: 2,
  },
  { title: 'Climatisation bruyante au quatrième étage', caller: 'Béatrice Collin', machine: 'RXYQ14', hoursAgo: 1.4 },
  {
    title: 'Chaudière en défaut E133, plus d’eau chaude à l’atelier',
    caller: 'Marie Dupont',
    machine: '8F31-2207',
    hoursAgo: 1,
    criticality: 'blocking',
    priority: 'high',
    dueInHours: 2,
    description:
      '<p>Le voyant rouge clignote depuis ce matin, code E133. L’atelier n’a plus d’eau chaude, le laboratoire ouvre à 10 h.</p>',
    tags: ['garantie', 'gaz'],
  },
]

export type DemoStep = {
  agent: string
  /** The client whose words the agent enters. */
  saidBy?: string
  kind: StepKind
  visibility: Visibility
  minutesAgo: number
  body: string
}

/** What is written on the last of them. */
export const story: DemoStep[] = [
  {
    agent: 'Karim Benali',
    kind: 'question',
    visibility: 'public',
    minutesAgo: 48,
    body: '<p>Bonjour, pouvez-vous me donner la pression affichée au manomètre et me dire si le robinet de gaz du local est ouvert ?</p>',
  },
  {
    agent: 'Claire Vasseur',
    kind: 'information',
    visibility: 'internal',
    minutesAgo: 44,
    body: '<p>Même défaut en mars : électrode d’allumage changée sous garantie. Prévoir la pièce.</p>',
  },
  {
    agent: 'Sonia Petit',
    kind: 'answer',
    visibility: 'public',
    saidBy: 'Marie Dupont',
    minutesAgo: 36,
    body: '<p>Pression à 1,4 bar et gaz ouvert. Merci de faire vite !</p>',
  },
]
