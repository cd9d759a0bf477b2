import type { ImportField } from '../../domain/member-import.ts';
import { readRole } from '../../domain/role-words.ts';
import { foldForSearch } from '../../domain/text.ts';

/** Headers as people write them, folded; the first that fits counts, so the more exact ones come first. */
const HEADERS: readonly [RegExp, ImportField][] = [
  [/^(noms? (et |\/ ?)?prenoms?|prenoms? (et )?noms?|nom complet|identite|membres?|personne|nom prenom)$/, 'fullName'],
  [/^(nom( de famille| du membre| usuel)?|last ?name|patronyme)$/, 'lastName'],
  [/^(prenoms?( du membre)?|first ?name)$/, 'firstName'],
  [/^((date (de )?)?naissance|date naiss|nais|naiss|ne( e)? le|ddn|d naissance|date nais)$/, 'birthDate'],
  [
    /^(adresses? )?(e ?mails?|mails?|courriels?|adresse electronique|electronique)( prive| personnel| du membre)?$/,
    'email',
  ],
  [/^(n |no |num(ero)? (de )?)?(tel(ephone)?s?|gsm|mobile|portable|phone)( prive| fixe| mobile| gsm)?$/, 'phone'],
  [/^(tel(ephone)? (et |ou )?gsm|gsm (et |ou )?tel(ephone)?)$/, 'phone'],
  [/^(adresse complete|adresse( postale| privee| du membre| domicile)?|domicile)$/, 'address'],
  [/^(rue (et )?(n|no|numero)( (et )?(bte|boite))?|rue numero)$/, 'streetLine'],
  [/^(rue|voie|avenue)$/, 'street'],
  [/^(n|no|num|numero)( de (maison|rue))?$/, 'number'],
  [/^(bte|boite|bt|box)$/, 'box'],
  [/^(cp|code postal) (et )?(localite|ville|commune)$/, 'town'],
  [/^(cp|code postal|c postal|code)$/, 'postcode'],
  [/^(localite|ville|commune|village)$/, 'locality'],
  [/^pays$/, 'country'],
  [/^((n|no|num|numero|code) )?(de )?fase( (du )?po| p o)?$|^po fase$|^(n|no|numero) (du )?po$/, 'poFase'],
  [/^(nom (du )?)?(po|p o|pouvoirs? organisateurs?|asbl|denomination( (du )?po)?)$/, 'poName'],
  [/^(roles?|fonctions?|mandats?|qualites?)( s| (au|dans le|du) (sein du )?(po|ca|oa))?$/, 'roles'],
  [
    /^(date (de |du )?)?(debut|entree)( (de |du |en )?(mandat|fonctions?|role))?$|^(depuis|depuis le|a partir du|from|du)$/,
    'startDate',
  ],
  [
    /^(date (de |d )?)?(fin|sortie|echeance)( (de |du )?(mandat|fonctions?|role))?$|^(jusqu au|jusque|to|au)$/,
    'endDate',
  ],
];

/** What a column is called, as a field of a member; null when it does not say. */
export function recogniseColumn(header: string): ImportField | null {
  const folded = foldForSearch(header.replace(/n°/gi, 'n '));
  if (folded === '') return null;
  const found = HEADERS.find(([pattern]) => pattern.test(folded))?.[1];
  if (found) return found;
  const role = readRole(header);
  return role === null ? null : `role:${role}`;
}

/** A field for each column: what an earlier one took is not given again, and a street with no number of its own is a line. */
export function recogniseColumns(headers: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const fields = headers.map((header) => {
    const field = recogniseColumn(header);
    if (field === null || (taken.has(field) && field !== 'phone' && field !== 'roles')) return null;
    taken.add(field);
    return field;
  });
  const alone = (field: ImportField, others: ImportField[]) =>
    taken.has(field) && !others.some((other) => taken.has(other));
  const whole = taken.has('address') && (taken.has('postcode') || taken.has('town') || taken.has('locality'));
  return fields.map((field) => {
    if (field === 'street' && alone('street', ['number'])) return 'streetLine';
    if (field === 'address' && whole) return taken.has('number') ? 'street' : 'streetLine';
    if (field === 'lastName' && !taken.has('firstName') && !taken.has('fullName')) return 'fullName';
    return field;
  });
}
