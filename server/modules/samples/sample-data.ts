import type { z } from 'zod'
import type { NewTicket } from '../../../contract/ticket-input.ts'

type SampleTicket = Pick<
  z.input<typeof NewTicket>,
  'title' | 'description' | 'kind' | 'channel' | 'criticality' | 'priority'
> & {
  daysAgo: number
  /** Led by the agent who adds the samples; by nobody otherwise. */
  mine?: true
  about?: 'machine'
}

export type SampleCompany = {
  name: string
  contact: { name: string; phone: string }
  machine: { brand: string; model: string }
  tickets: SampleTicket[]
}

/** Invented companies; their telephone numbers are among those that France reserves for fiction. */
export const sampleCompanies: SampleCompany[] = [
  {
    name: 'Boulangerie Moreau (exemple)',
    contact: { name: 'Julie Moreau (exemple)', phone: '02 61 91 12 01' },
    machine: { brand: 'Polaire', model: 'Chambre froide CF-12' },
    tickets: [
      {
        title: 'La chambre froide ne descend plus sous 9 °C',
        description: '<p>Depuis ce matin. Le ventilateur tourne, la porte ferme bien.</p>',
        ...{ kind: 'incident', channel: 'phone', criticality: 'blocking', priority: 'urgent' },
        ...{ daysAgo: 0.1, mine: true, about: 'machine' },
      },
      {
        title: 'Entretien annuel de la chambre froide',
        description: '<p>Plutôt un lundi, jour de fermeture.</p>',
        ...{ kind: 'request', channel: 'email', criticality: 'low', priority: 'low' },
        ...{ daysAgo: 6, about: 'machine' },
      },
    ],
  },
  {
    name: 'Cabinet Lenoir (exemple)',
    contact: { name: 'Samir Lenoir (exemple)', phone: '02 61 91 12 02' },
    machine: { brand: 'Imprima', model: 'Copieur 4200' },
    tickets: [
      {
        title: 'Le copieur n’imprime plus depuis le poste de l’accueil',
        description: '<p>Les autres postes impriment.</p>',
        ...{ kind: 'incident', channel: 'form', criticality: 'normal', priority: null },
        ...{ daysAgo: 1, about: 'machine' },
      },
      {
        title: 'Installer le poste d’une nouvelle collègue',
        description: '<p>Elle arrive le premier du mois.</p>',
        ...{ kind: 'request', channel: 'phone', criticality: 'normal', priority: 'normal' },
        ...{ daysAgo: 3, mine: true },
      },
    ],
  },
  {
    name: 'Garage Petit (exemple)',
    contact: { name: 'Denis Petit (exemple)', phone: '02 61 91 12 03' },
    machine: { brand: 'Calor', model: 'Chaudière 30 kW' },
    tickets: [
      {
        title: 'La chaudière se met en défaut chaque nuit',
        description: '<p>Elle repart quand on la réarme à la main.</p>',
        ...{ kind: 'incident', channel: 'phone', criticality: 'high', priority: null },
        ...{ daysAgo: 0.4, about: 'machine' },
      },
      {
        title: 'Fuite au radiateur de l’atelier',
        description: '<p>Un seau suffit pour l’instant.</p>',
        ...{ kind: 'incident', channel: 'counter', criticality: 'low', priority: 'normal' },
        ...{ daysAgo: 9, mine: true },
      },
    ],
  },
]
