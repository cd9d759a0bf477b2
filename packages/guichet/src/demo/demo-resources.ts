import { writePdf } from './write-pdf.ts';

export type DemoResource = {
  /** Of one that every installation begins with; null for one of its own. */
  slug: string | null;
  title?: string;
  description?: string;
  url?: string;
  file?: { name: string; bytes: Buffer };
  /** Who sees one of its own: administrators of the PO with this place in the demonstration. */
  poIndex?: number;
  /** How many days before the load it last changed. */
  daysAgo: number;
};

/** What the menu of the demonstration opens: invented documents, and sites that do not exist. */
export const DEMO_RESOURCES: readonly DemoResource[] = [
  {
    slug: 'documentation-juridico-administrative',
    file: {
      name: 'Convocation à l’assemblée générale.pdf',
      bytes: writePdf('Convocation à l’assemblée générale', [
        'Modèle de démonstration : à adapter à vos statuts.',
        '',
        'Madame, Monsieur,',
        '',
        'Le conseil d’administration vous invite à l’assemblée générale ordinaire',
        'de notre ASBL, le ............ à ...... h, à l’adresse ....................',
        '',
        'Ordre du jour :',
        '1. Approbation du procès-verbal de la réunion précédente',
        '2. Comptes de l’année écoulée et budget de l’année à venir',
        '3. Décharge aux administrateurs',
        '4. Élections : membres, administrateurs, mandats',
        '5. Divers',
        '',
        'Après l’assemblée, signalez les changements par le guichet des PO.',
      ]),
    },
    daysAgo: 3,
  },
  { slug: 'gestion-des-batiments', url: 'https://batiments.maquette.example/po', daysAgo: 40 },
  {
    slug: 'securite-et-bien-etre',
    file: {
      name: 'Plan d’urgence interne.txt',
      bytes: Buffer.from(
        [
          'PLAN D’URGENCE INTERNE : liste de contrôle (démonstration)',
          '',
          '[ ] Le point de rassemblement est connu de tous.',
          '[ ] Les issues de secours sont dégagées.',
          '[ ] Deux exercices d’évacuation par an, notés dans le registre.',
          '[ ] Les numéros d’urgence sont affichés près du téléphone.',
          '',
        ].join('\n'),
      ),
    },
    daysAgo: 40,
  },
  { slug: 'centrale-des-marches', url: 'https://commande.maquette.example/acces', daysAgo: 40 },
  {
    slug: null,
    title: 'Chantier de la nouvelle cour',
    description: 'Le calendrier des travaux, pour les administrateurs de ce PO seulement.',
    file: {
      name: 'Calendrier du chantier.csv',
      bytes: Buffer.from('étape;début;fin\r\nTerrassement;2 mars;20 mars\r\nPlantations;23 mars;3 avril\r\n'),
    },
    poIndex: 0,
    daysAgo: 20,
  },
];
