import type { channels, criticalities, Locale, priorities, Status, ticketKinds } from '../../enums.ts'
import type { AgeUnit, Period } from './tree.ts'

/** Words for one thing in each language. The first is written, all are read. */
export type Spellings = Readonly<Record<Locale, readonly [string, ...string[]]>>
type SpellingsOf<Name extends string> = Readonly<Record<Name, Spellings>>

const say = (fr: string, en: string, ...others: string[]): Spellings => ({ fr: [fr, ...others], en: [en] })

export const flagWords = {
  open: say('ouvert', 'open'),
  closed: say('clos', 'closed', 'fermé'),
  late: say('en-retard', 'overdue', 'late'),
  unread: say('non-lu', 'unread'),
  unclaimed: say('sans-suiveur', 'unclaimed'),
  'to-handle': say('à-traiter', 'to-handle'),
  helping: say('en-renfort', 'helping'),
} as const satisfies Record<string, Spellings>

export const partWords = {
  photo: say('photo', 'photo', 'image'),
  file: say('pièce-jointe', 'attachment', 'fichier', 'file'),
} as const satisfies Record<string, Spellings>

export const statusWords: SpellingsOf<Status> = {
  opened: say('ouverture', 'opened'),
  waiting: say('attente', 'waiting'),
  investigating: say('instruction', 'investigating'),
  disputed: say('désaccord', 'disputed'),
  fixing: say('correction', 'fixing', 'correction-en-cours'),
  resolved: say('résolu', 'resolved'),
  rejected: say('rejeté', 'rejected'),
  cancelled: say('annulé', 'cancelled', 'canceled'),
}

export const kindWords: SpellingsOf<(typeof ticketKinds)[number]> = {
  incident: say('incident', 'incident'),
  request: say('demande', 'request', 'demande-d’intervention'),
  anomaly: say('anomalie', 'anomaly'),
}

export const channelWords: SpellingsOf<(typeof channels)[number]> = {
  phone: say('téléphone', 'phone'),
  form: say('formulaire', 'form'),
  portal: say('espace-client', 'portal', 'client-portal'),
  wordpress: say('site-wordpress', 'wordpress', 'wordpress-site'),
  email: say('mail', 'email'),
  chat: say('chat', 'chat'),
  counter: say('comptoir', 'counter'),
  field: say('terrain', 'on-site', 'field'),
  api: say('api', 'api'),
  import: say('import', 'import'),
}

export const criticalityWords: SpellingsOf<(typeof criticalities)[number]> = {
  low: say('faible', 'low'),
  normal: say('normale', 'normal'),
  high: say('haute', 'high'),
  blocking: say('bloquante', 'blocking'),
}

export const priorityWords: SpellingsOf<(typeof priorities)[number]> = {
  low: say('faible', 'low'),
  normal: say('normale', 'normal'),
  high: say('haute', 'high'),
  urgent: say('urgente', 'urgent'),
}

export const periodWords: SpellingsOf<Period> = {
  today: say('aujourd’hui', 'today', 'aujourd-hui', 'aujourdhui'),
  yesterday: say('hier', 'yesterday'),
  tomorrow: say('demain', 'tomorrow'),
  'this-week': say('cette-semaine', 'this-week'),
  'last-week': say('semaine-dernière', 'last-week'),
  'next-week': say('semaine-prochaine', 'next-week'),
  'this-month': say('ce-mois', 'this-month', 'ce-mois-ci'),
  'last-month': say('mois-dernier', 'last-month'),
  'next-month': say('mois-prochain', 'next-month'),
  'this-year': say('cette-année', 'this-year'),
  'last-year': say('année-dernière', 'last-year'),
}

/** Units of an age, written after its number: `7j`. */
export const unitWords: SpellingsOf<AgeUnit> = {
  hour: say('h', 'h'),
  day: say('j', 'd'),
  week: say('sem', 'w', 's'),
  month: say('mois', 'mo', 'm'),
  year: say('an', 'y', 'ans', 'a'),
}

export const meWords = say('moi', 'me')
/** Words for a missing value, by the gender of the field’s French word. All are read everywhere. */
export const missingWords = {
  person: say('personne', 'nobody'),
  masculine: say('aucun', 'none'),
  feminine: say('aucune', 'none'),
} as const satisfies Record<string, Spellings>
