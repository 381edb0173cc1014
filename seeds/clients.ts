/** Companies: name, trade, street, town. The trade determines their people and machines. */
export const companies = [
  ['Dupont Traiteur', 'food', '12 rue du Mail', '49100 Angers'],
  ['Cabinet Roux', 'office', '4 place du Ralliement', '49100 Angers'],
  ['École Jean-Moulin', 'public', '18 avenue Jean-Moulin', '49124 Saint-Barthélemy-d’Anjou'],
  ['Syndic Val de Loire', 'housing', '27 boulevard Foch', '49100 Angers'],
  ['Mairie de Bouchemaine', 'public', '9 quai de la Noë', '49080 Bouchemaine'],
  ['Garage Lemoine', 'workshop', 'Zone de la Romanerie', '49124 Saint-Barthélemy-d’Anjou'],
  ['Librairie Contact', 'shop', '3 rue Lenepveu', '49100 Angers'],
  ['Hôtel d’Anjou', 'hotel', '1 boulevard Foch', '49100 Angers'],
  ['Boulangerie Les Trois Épis', 'food', '44 rue de la Madeleine', '49000 Angers'],
  ['Pharmacie du Lac', 'shop', '2 allée du Grand-Launay', '49000 Angers'],
  ['Clinique vétérinaire des Ponts', 'office', '15 route de Nantes', '49130 Les Ponts-de-Cé'],
  ['Menuiserie Bodin', 'workshop', '8 rue des Artisans', '49070 Beaucouzé'],
  ['Étude Kerguelen, notaires', 'office', '6 rue d’Alsace', '49100 Angers'],
  ['Résidence Les Cèdres', 'housing', '31 avenue Pasteur', '49100 Angers'],
  ['Crèche Les Petits Pas', 'public', '5 square des Jonchères', '49240 Avrillé'],
  ['Domaine de la Roche', 'food', 'Lieu-dit La Roche', '49190 Rochefort-sur-Loire'],
  ['Imprimerie du Roi-René', 'workshop', '22 rue Saint-Laud', '49100 Angers'],
  ['Cabinet dentaire Morin', 'office', '10 rue Bressigny', '49100 Angers'],
  ['Restaurant La Tablée', 'food', '17 rue Beaurepaire', '49100 Angers'],
  ['Collège Saint-Aubin', 'public', '40 rue Franklin', '49100 Angers'],
  ['Transports Gasnier', 'workshop', 'ZI des Landes', '49460 Écuillé'],
  ['Opticiens Réunis', 'shop', '9 rue Saint-Aubin', '49100 Angers'],
  ['Hôtel du Mail', 'hotel', '8 rue des Ursules', '49100 Angers'],
  ['Maison de retraite Sainte-Anne', 'housing', '3 rue de l’Abbaye', '49380 Thouarcé'],
  ['Agence Loire Habitat', 'office', '51 boulevard Carnot', '49100 Angers'],
  ['Fromagerie Pineau', 'food', '2 chemin des Prés', '49290 Chalonnes-sur-Loire'],
  ['Mairie de Savennières', 'public', '1 place du Mail', '49170 Savennières'],
  ['Fleurs Jolivet', 'shop', '26 rue Bressigny', '49100 Angers'],
  ['Architectes Ozanne et Fils', 'office', '12 rue Boisnet', '49100 Angers'],
  ['Syndicat Les Tilleuls', 'housing', '70 avenue Patton', '49000 Angers'],
  ['Mécanique de précision Huet', 'workshop', '4 rue Lavoisier', '49800 Trélazé'],
  ['Auberge de la Corniche', 'hotel', 'La Haie-Longue', '49190 Saint-Aubin-de-Luigné'],
  ['Boucherie Chauvin', 'food', '33 rue Saumuroise', '49000 Angers'],
  ['Centre social La Passerelle', 'public', '14 place des Justices', '49000 Angers'],
  ['Caviste du Château', 'shop', '7 promenade du Bout-du-Monde', '49100 Angers'],
  ['Assurances Belloir', 'office', '19 rue Plantagenêt', '49100 Angers'],
  ['Piscine des Bords de Maine', 'public', 'Rue du Chevalier', '49240 Avrillé'],
  ['Copropriété Le Clos Nozay', 'housing', '5 rue du Nozay', '49100 Angers'],
  ['Carrosserie Ménard', 'workshop', '11 route de Cholet', '49610 Mozé-sur-Louet'],
  ['Chambres d’hôtes L’Aubance', 'hotel', '2 rue du Moulin', '49320 Brissac'],
] as const
export type Trade = (typeof companies)[number][1]

export const firstNames =
  'Marie Marc Anne Thomas Zoé Michel Sylvie Patrick Jean Élodie Béatrice Ahmed Sophie Julien Camille Laurent Nathalie Fatima Denis Hélène Olivier Chloé Bruno Valérie Mehdi Isabelle Pierre Agnès Rémi Delphine'.split(
    ' ',
  )
export const lastNames =
  'Dupont Roux Lefèvre Girard Petitjean Aubert Ménard Lemoine Marchand Collin Saïdi Bodin Morin Gasnier Pineau Jolivet Ozanne Huet Chauvin Belloir Rousseau Blanchard Poirier Fouquet Boucher Cesbron Raimbault Thibault Delaunay Cailleau'.split(
    ' ',
  )

export const jobs: Record<Trade, readonly string[]> = {
  food: ['Gérance', 'Laboratoire', 'Comptabilité'],
  office: ['Direction', 'Secrétariat', 'Assistance'],
  public: ['Direction', 'Services techniques', 'Secrétariat'],
  housing: ['Gestionnaire', 'Gardiennage', 'Comptabilité'],
  workshop: ['Gérance', 'Chef d’atelier', 'Accueil'],
  shop: ['Gérance', 'Caisse', 'Magasin'],
  hotel: ['Direction', 'Réception', 'Entretien'],
}

export type MachineKind = 'boiler' | 'cold' | 'air' | 'printer' | 'network' | 'server' | 'till' | 'phone'

/** Machines: brand, model and location. */
export const models: Record<MachineKind, readonly (readonly [brand: string, model: string, place: string])[]> = {
  boiler: [
    ['Frisquet', 'Hydromotrix 32', 'local technique'],
    ['De Dietrich', 'MCA 45', 'chaufferie'],
    ['Viessmann', 'Vitocrossal 200', 'chaufferie'],
    ['Atlantic', 'Varfree 60', 'sous-sol'],
    ['Reznor', 'Aérotherme UDSA', 'atelier'],
  ],
  cold: [
    ['Profroid', 'Chambre froide positive', 'laboratoire'],
    ['Foster', 'EcoPro G3', 'cuisine'],
    ['Bonnet', 'Vitrine réfrigérée', 'magasin'],
  ],
  air: [
    ['Daikin', 'VRV IV', 'toiture'],
    ['Mitsubishi', 'Mr Slim', 'bureaux'],
    ['Aldes', 'VMC double flux', 'combles'],
  ],
  printer: [
    ['Kyocera', 'Ecosys M5526', 'rez-de-chaussée'],
    ['Canon', 'imageRunner C3326', 'accueil'],
    ['Brother', 'HL-L6400', 'comptabilité'],
  ],
  network: [
    ['Fortinet', 'FortiGate 60F', 'baie'],
    ['Ubiquiti', 'UniFi U6 Pro', 'couloir'],
    ['Aruba', '2930F', 'baie'],
  ],
  server: [
    ['Synology', 'RS1221+', 'baie'],
    ['Dell', 'PowerEdge T350', 'salle serveur'],
    ['APC', 'Smart-UPS 3000', 'salle serveur'],
  ],
  till: [
    ['Epson', 'TM-T88VI', 'caisse nº 1'],
    ['Ingenico', 'Move 5000', 'caisse nº 2'],
  ],
  phone: [
    ['Yealink', 'T54W', 'accueil'],
    ['Gigaset', 'N670 IP', 'couloir'],
  ],
}

export const owned: Record<Trade, readonly MachineKind[]> = {
  food: ['cold', 'cold', 'boiler', 'till', 'network'],
  office: ['printer', 'server', 'network', 'phone', 'air'],
  public: ['boiler', 'printer', 'network', 'server', 'air'],
  housing: ['boiler', 'boiler', 'air', 'phone', 'network'],
  workshop: ['boiler', 'printer', 'server', 'network', 'air'],
  shop: ['till', 'till', 'air', 'printer', 'network'],
  hotel: ['boiler', 'air', 'cold', 'phone', 'network'],
}

export const projects = [
  ['Rénovation de la chaufferie', 'Hôtel d’Anjou', 'active'],
  ['Téléphonie : passage à la fibre', 'Mairie de Bouchemaine', 'active'],
  ['Salle informatique de la rentrée', 'École Jean-Moulin', 'active'],
  ['Remplacement des vitrines réfrigérées', 'Boucherie Chauvin', 'done'],
  ['Sauvegarde externalisée', 'Étude Kerguelen, notaires', 'active'],
] as const
