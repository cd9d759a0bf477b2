/**
 * The POs, schools and seats of the demonstration. All of it is invented, on real Belgian localities: FASE numbers
 * from 900001 are outside the official range, enterprise numbers from 1999 on are not given out.
 */
export type DemoPo = {
  name: string;
  street: string;
  number: string;
  postcode: string;
  locality: string;
  district: string;
  province: 'Namur' | 'Luxembourg';
  withoutEnterpriseNumber?: true;
  schools: DemoSchool[];
  /** One member each: roles joined by "+", after "past", "future", "leaving" or "again" (a past mandate and a present one). */
  seats: string[];
};

export type DemoSchool = { name: string; level: 'Fondamental' | 'Secondaire' | 'Supérieur'; sites: DemoSite[] };

/** A place, with the kinds of teaching there; `sharedWith` counts the sites of the PO from 0. */
export type DemoSite = { street: string; number: string; kinds: string[]; sharedWith?: number };

const PRIMARY = ['Maternel ordinaire', 'Primaire ordinaire'];
const SECONDARY = ['Secondaire ordinaire'];
const SPECIAL = ['Maternel spécialisé', 'Primaire spécialisé'];

const basic = (name: string, ...sites: DemoSite[]): DemoSchool => ({ name, level: 'Fondamental', sites });
const secondary = (name: string, ...sites: DemoSite[]): DemoSchool => ({ name, level: 'Secondaire', sites });
const higher = (name: string, ...sites: DemoSite[]): DemoSchool => ({ name, level: 'Supérieur', sites });
const at = (street: string, number: string, kinds: string[]): DemoSite => ({ street, number, kinds });
const sharing = (sharedWith: number, kinds: string[]): DemoSite => ({ street: '', number: '', kinds, sharedWith });
const seats = (...lines: string[]): string[] => lines.flatMap((line) => line.split(', '));

const place = (
  street: string,
  number: string,
  postcode: string,
  locality: string,
  district: string,
  province: DemoPo['province'],
) => ({ street, number, postcode, locality, district, province });

export const DEMO_POS: readonly DemoPo[] = [
  {
    name: 'Écoles libres de Valnoire',
    ...place('Rue du Vieux Tilleul', '14', '5590', 'Ciney', 'Dinant', 'Namur'),
    schools: [
      basic(
        'École Sainte-Ardelle',
        at('Rue du Vieux Tilleul', '14', PRIMARY),
        at('Chemin des Mésanges', '3', ['Maternel ordinaire']),
      ),
      basic('École du Bois de Valnoire', at('Route de Valnoire', '52', PRIMARY)),
      secondary('Institut technique de Valnoire', sharing(0, ['Secondaire ordinaire', 'Secondaire CEFA'])),
    ],
    seats: seats(
      'president, treasurer, secretary+po-referent, vice-president, administrator+pdp-referent',
      'prevention-adviser, again administrator, past treasurer, future administrator',
    ),
  },
  {
    name: 'Centre scolaire Saint-Guiral',
    ...place('Place de l’Orneau', '7', '5030', 'Gembloux', 'Namur', 'Namur'),
    schools: [
      basic('École Saint-Guiral', at('Place de l’Orneau', '7', PRIMARY)),
      secondary(
        'Collège Saint-Guiral',
        at('Place de l’Orneau', '9', SECONDARY),
        at('Rue des Trois Fermes', '21', SECONDARY),
      ),
    ],
    seats: seats(
      'president+po-referent, treasurer, secretary, managing-administrator, administrator',
      'administrator+pdp-referent, past president, future secretary',
    ),
  },
  {
    name: 'Institut Notre-Dame de Clairsart',
    ...place('Avenue des Colverts', '30', '5500', 'Dinant', 'Dinant', 'Namur'),
    schools: [
      basic('École fondamentale de Clairsart', at('Avenue des Colverts', '30', PRIMARY)),
      secondary('Institut de Clairsart', sharing(0, SECONDARY)),
    ],
    seats: seats(
      'president, treasurer, secretary, vice-president, administrator+po-referent, administrator',
      'past administrator, prevention-adviser',
    ),
  },
  {
    name: 'Écoles du Bois-Brillant',
    ...place('Rue de la Sapinière', '18', '6900', 'Marche-en-Famenne', 'Marche-en-Famenne', 'Luxembourg'),
    schools: [
      basic('École du Bois-Brillant', at('Rue de la Sapinière', '18', PRIMARY)),
      basic('École des Quatre Sources', at('Rue des Quatre Sources', '2', PRIMARY)),
    ],
    // Nobody looks after the money: a PO without treasurer.
    seats: seats(
      'president, secretary, administrator, administrator+po-referent, administrator, past treasurer',
      'again vice-president',
    ),
  },
  {
    name: 'PO Saint-Mélard',
    ...place('Chaussée de la Wiltz', '101', '6600', 'Bastogne', 'Bastogne', 'Luxembourg'),
    schools: [
      basic('École Saint-Mélard', at('Chaussée de la Wiltz', '101', PRIMARY), at('Rue du Lavoir', '6', PRIMARY)),
      secondary('Collège Saint-Mélard', at('Chaussée de la Wiltz', '103', SECONDARY)),
    ],
    seats: seats(
      'president, treasurer, secretary, vice-president+po-referent, administrator, administrator',
      'past secretary, administrator+pdp-referent',
    ),
  },
  {
    name: 'Collège de la Haute-Vire',
    ...place('Rue du Moulin Rouillé', '45', '6760', 'Virton', 'Virton', 'Luxembourg'),
    schools: [
      secondary('Collège de la Haute-Vire', at('Rue du Moulin Rouillé', '45', SECONDARY)),
      higher(
        'École de promotion sociale de la Haute-Vire',
        sharing(0, ['Promotion sociale secondaire', 'Promotion sociale supérieur']),
      ),
    ],
    seats: seats('president, treasurer, secretary, administrator, administrator, past president', 'prevention-adviser'),
  },
  {
    name: 'Groupe scolaire de la Rochelotte',
    ...place('Rue de la Rochelotte', '8', '5580', 'Rochefort', 'Dinant', 'Namur'),
    schools: [
      basic('École de la Rochelotte', at('Rue de la Rochelotte', '8', PRIMARY)),
      basic('École des Prés Hauts', at('Rue des Prés Hauts', '27', PRIMARY)),
      secondary('Institut de la Rochelotte', at('Rue de la Rochelotte', '10', SECONDARY)),
    ],
    // Two treasurers at once: somebody forgot to end the role of the first one.
    seats: seats(
      'president, treasurer, treasurer, secretary+po-referent, administrator, vice-president',
      'past administrator, future administrator',
    ),
  },
  {
    name: 'École libre de Hautefagne',
    ...place('Rue des Myrtilles', '5', '6690', 'Vielsalm', 'Bastogne', 'Luxembourg'),
    schools: [
      basic(
        'École de Hautefagne',
        at('Rue des Myrtilles', '5', PRIMARY),
        at('Place du Perron', '1', ['Primaire ordinaire']),
      ),
    ],
    // The president leaves on a known day, and who follows is known as well.
    seats: seats('leaving president, treasurer, secretary, administrator, future president, administrator'),
  },
  {
    name: 'Écoles Sainte-Orphée et Saint-Taurin',
    ...place('Quai des Potiers', '62', '5300', 'Andenne', 'Namur', 'Namur'),
    schools: [
      basic('École Sainte-Orphée', at('Quai des Potiers', '62', PRIMARY)),
      basic('École Saint-Taurin', at('Rue des Coteaux', '33', PRIMARY)),
    ],
    seats: seats(
      'president, treasurer, secretary, vice-president, administrator+pdp-referent',
      'administrator+po-referent, past administrator, administrator',
    ),
  },
  {
    name: 'Écoles fondamentales de la Semière',
    ...place('Rue de la Semière', '11', '6840', 'Neufchâteau', 'Neufchâteau', 'Luxembourg'),
    withoutEnterpriseNumber: true,
    schools: [
      basic('École de la Semière', at('Rue de la Semière', '11', PRIMARY)),
      basic('École du Petit Étang', at('Rue du Petit Étang', '4', PRIMARY)),
    ],
    seats: seats(
      'president+po-referent, treasurer, secretary, administrator, administrator, past vice-president',
      'again administrator',
    ),
  },
  {
    name: 'Les Tilleuls de Grandval',
    ...place('Rue de Grandval', '77', '5660', 'Couvin', 'Philippeville', 'Namur'),
    schools: [
      basic('École des Tilleuls', at('Rue de Grandval', '77', PRIMARY)),
      secondary(
        'École technique de Grandval',
        at('Rue de Grandval', '79', SECONDARY),
        at('Rue de la Forge', '15', ['Secondaire CEFA']),
      ),
    ],
    seats: seats(
      'president, treasurer+po-referent, administrator, administrator, administrator, past secretary',
      'past administrator',
    ),
  },
  {
    name: 'L’Envolée de Mirvaux',
    ...place('Avenue de l’Hirondelle', '9', '6700', 'Arlon', 'Arlon', 'Luxembourg'),
    schools: [
      basic('École spécialisée L’Envolée', at('Avenue de l’Hirondelle', '9', SPECIAL)),
      secondary('Institut spécialisé de Mirvaux', sharing(0, ['Secondaire spécialisé'])),
    ],
    seats: seats(
      'president, treasurer, secretary+po-referent, administrator, administrator+pdp-referent',
      'past administrator, prevention-adviser',
    ),
  },
];
