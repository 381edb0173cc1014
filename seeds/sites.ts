import type { Trade } from './clients.ts'

type Site = { name: string; address: string; access: string }

const first: Record<Trade, string> = {
  food: 'Boutique et laboratoire',
  office: 'Bureaux',
  public: 'Bâtiment principal',
  housing: 'Chaufferie et parties communes',
  workshop: 'Atelier',
  shop: 'Magasin',
  hotel: 'Hôtel',
}
const second: Partial<Record<Trade, [name: string, street: string]>> = {
  food: ['Laboratoire', '6 impasse Volta'],
  public: ['Annexe', '2 rue des Écoles'],
  housing: ['Bâtiment B', '12 allée des Platanes'],
  workshop: ['Dépôt', 'Zone du Landreau, lot 14'],
}
const entries = [
  'Sonner à l’interphone, badge à demander à l’accueil.',
  'Clé de la chaufferie chez le gardien, de 7 h 30 à 12 h.',
  'Livraisons par la cour, portail ouvert jusqu’à 17 h. Stationnement devant le quai.',
  'Code du portail donné par la direction le matin même.',
  '',
]

/** Returns the site of a company, and a second one for every third company with machines elsewhere. */
export function sitesOf(index: number, trade: Trade, [street, town]: [string, string]): Site[] {
  const access = (n: number) => entries[(index + n) % entries.length] ?? ''
  const main = { name: first[trade], address: `${street}\n${town}`, access: access(0) }
  const other = index % 3 === 0 ? second[trade] : undefined
  return other ? [main, { name: other[0], address: `${other[1]}\n${town}`, access: access(2) }] : [main]
}
