import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, STREETS } from '../demo/demo-names.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Put together they make more names than anybody bears: nobody is meant. */
const NAME_BEGINNINGS = words('Bar Bel Cor Dar Fal Gar Han Jor Lam Mar Nor Pir Rem Sol Tir Val');
const NAME_MIDDLES = words('a an ar au e el er eu i il in o on or ou u');
const NAME_ENDINGS = words('bert champ court dart fosse gny hain lard mont nard pont quin roy sart teau val');
const SAINTS = words(
  'Aldegonde Begge Berthuin Domitien Feuillen Gengoux Hadelin Juthe Maur Mengold Materne Monon Ode Perpète Remacle ' +
    'Rolende Symphorien Thibaut Ursmer Walburge Walhère Waudru',
);
const PO_KINDS = [
  'Écoles fondamentales',
  'Institut',
  'Collège',
  'Comité scolaire',
  'Centre scolaire',
  'Groupe scolaire',
  'École libre',
];
/** Towns with their postcodes: public facts, in the order of the postcodes. */
const TOWNS = [
  ...['5000 Namur', '5030 Gembloux', '5060 Sambreville', '5100 Jambes', '5150 Floreffe', '5190 Jemeppe-sur-Sambre'],
  ...['5300 Andenne', '5330 Assesse', '5340 Gesves', '5500 Dinant', '5530 Yvoir', '5537 Anhée', '5540 Hastière'],
  ...['5555 Bièvre', '5570 Beauraing', '5580 Rochefort', '5590 Ciney', '5600 Philippeville', '5620 Florennes'],
  ...['5640 Mettet', '5650 Walcourt', '5660 Couvin', '5670 Viroinval', '6600 Bastogne', '6640 Vaux-sur-Sûre'],
  ...['6660 Houffalize', '6690 Vielsalm', '6700 Arlon', '6720 Habay', '6760 Virton', '6780 Messancy', '6800 Libramont'],
  ...['6820 Florenville', '6830 Bouillon', '6840 Neufchâteau', '6880 Bertrix', '6900 Marche-en-Famenne'],
  ...['6940 Durbuy', '6970 Tenneville', '6980 La Roche-en-Ardenne'],
];

/** What invented rows are drawn from, by the name of the function that draws (load-functions.ts). */
export const LOAD_POOLS: Readonly<Record<string, readonly string[]>> = {
  first_name: FIRST_NAMES,
  known_last_name: LAST_NAMES,
  name_beginning: NAME_BEGINNINGS,
  name_middle: NAME_MIDDLES,
  name_ending: NAME_ENDINGS,
  street: STREETS,
  mail_domain: MAIL_DOMAINS,
  saint: SAINTS,
  po_kind: PO_KINDS,
  town: TOWNS,
};
