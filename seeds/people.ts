import type { Role } from '../contract/permissions.ts'

/**
 * Thermo-Loire: an Angers company that maintains boilers, cold rooms, computers and telephones. All names are
 * fictional.
 */
export const organisation = 'Thermo-Loire'
export const password = 'orage-violet-42'

export const teams = ['Chauffage et froid', 'Informatique'] as const
export type Team = (typeof teams)[number]

export type DemoAgent = { name: string; role: Role; teams: readonly Team[] }
export const agents: DemoAgent[] = [
  { name: 'Léa Martin', role: 'administrator', teams: [] },
  { name: 'Claire Vasseur', role: 'manager', teams: teams },
  { name: 'Karim Benali', role: 'technician', teams: ['Chauffage et froid'] },
  { name: 'Yann Le Goff', role: 'technician', teams: ['Chauffage et froid'] },
  { name: 'Hugo Renaud', role: 'technician', teams: ['Informatique'] },
  { name: 'Nadia Kessler', role: 'technician', teams: ['Informatique'] },
  { name: 'Sonia Petit', role: 'operator', teams: teams },
  { name: 'Paul Gauthier', role: 'reader', teams: [] },
]

export const mailOf = (name: string) => `${plain(name).split(' ')[0]}@thermo-loire.example`

/** Returns the text in lower case and without accents. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
