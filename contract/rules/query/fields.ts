import { criticalities, priorities } from '../../enum-values.ts'
import type { Locale } from '../../enums.ts'
import type { FieldName } from './tree.ts'
import {
  channelWords,
  criticalityWords,
  flagWords,
  kindWords,
  type missingWords,
  partWords,
  priorityWords,
  type Spellings,
  statusWords,
} from './values.ts'

/** Values that a field takes. */
export type Takes =
  | { takes: 'choice'; choices: Readonly<Record<string, Spellings>>; ranked?: true }
  | { takes: 'stars' }
  | { takes: 'date' }
  | { takes: 'name'; me?: true }

/** `missing`: the word for tickets without it. */
export type Field = Takes & { words: Spellings; missing?: keyof typeof missingWords }

const named = (fr: string, en: string, ...others: string[]): Spellings => ({ fr: [fr, ...others], en: [en] })

export const fields: Readonly<Record<FieldName, Field>> = {
  is: { words: named('est', 'is'), takes: 'choice', choices: flagWords },
  has: { words: named('a', 'has'), takes: 'choice', choices: partWords },
  status: { words: named('statut', 'status'), takes: 'choice', choices: statusWords },
  kind: { words: named('nature', 'type', 'kind'), takes: 'choice', choices: kindWords },
  channel: { words: named('canal', 'channel'), takes: 'choice', choices: channelWords },
  criticality: { words: named('criticité', 'criticality'), takes: 'choice', choices: criticalityWords, ranked: true },
  priority: {
    words: named('priorité', 'priority'),
    takes: 'choice',
    choices: priorityWords,
    ranked: true,
    missing: 'feminine',
  },
  rating: { words: named('note', 'rating'), takes: 'stars', missing: 'feminine' },
  lead: { words: named('suiveur', 'lead'), takes: 'name', me: true, missing: 'person' },
  assignee: { words: named('affecté', 'assignee'), takes: 'name', me: true, missing: 'person' },
  watcher: { words: named('observateur', 'watcher'), takes: 'name', me: true, missing: 'person' },
  reporter: { words: named('signalé-par', 'reported-by', 'reporter'), takes: 'name', me: true, missing: 'person' },
  contact: { words: named('concerné', 'affected', 'contact'), takes: 'name', missing: 'person' },
  company: { words: named('société', 'company'), takes: 'name', missing: 'feminine' },
  equipment: { words: named('machine', 'machine', 'equipment'), takes: 'name', missing: 'feminine' },
  project: { words: named('projet', 'project'), takes: 'name', missing: 'masculine' },
  team: { words: named('équipe', 'team'), takes: 'name', missing: 'feminine' },
  tag: { words: named('étiquette', 'tag'), takes: 'name', missing: 'feminine' },
  created: { words: named('créé', 'created'), takes: 'date' },
  reported: { words: named('signalé', 'reported'), takes: 'date' },
  changed: { words: named('modifié', 'changed', 'updated'), takes: 'date' },
  closed: { words: named('clos', 'closed'), takes: 'date' },
  due: { words: named('échéance', 'due'), takes: 'date', missing: 'feminine' },
}

export const fieldNames = Object.keys(fields) as FieldName[]

/** Choices of ranked fields, lowest first. */
export const ranks: Partial<Record<FieldName, readonly string[]>> = { criticality: criticalities, priority: priorities }

/** Folds a word of the vocabulary: case, accents, apostrophes and the way its parts are joined do not count. */
export const foldWord = (word: string) =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_’'-]+/g, '-')

const folded = (spellings: Spellings) => [...spellings.fr, ...spellings.en].map(foldWord)

/** Tells whether a word is one of these spellings, in any language. */
export const isSpelled = (word: string, spellings: Spellings) => folded(spellings).includes(foldWord(word))

/** Returns the name among these that a word spells in any language, or null. */
export function findSpelled<Name extends string>(word: string, names: Readonly<Record<Name, Spellings>>): Name | null {
  const found = (Object.keys(names) as Name[]).find((name) => isSpelled(word, names[name]))
  return found ?? null
}

const fieldWords = Object.fromEntries(fieldNames.map((name) => [name, fields[name].words])) as Record<
  FieldName,
  Spellings
>

export const findField = (word: string) => findSpelled(word, fieldWords)

/** Returns a field’s word in a language. */
export const wordOf = (field: FieldName, locale: Locale) => fields[field].words[locale][0]

/** Tells whether a field’s values are people or records. */
export const isNameField = (field: FieldName) => fields[field].takes === 'name'
