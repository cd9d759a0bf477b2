import * as z from 'zod/mini';
import { CAME_BY, type CameBy, isCameBy } from '../domain/came-by.ts';
import type { FieldGroup } from './fields.ts';
import { date, field, line, NAME_LENGTH, optionalEmail, type Parsed, paragraph } from './form-schema.ts';

/** What the secretariat writes about an envoi that it enters: who asks, how it came. Safe for the browser. */
const text = z._default(z.string(), '');

const cameBy = field(text, (typed): Parsed<CameBy> => {
  const message = 'Choisissez comment la demande est arrivée.';
  return isCameBy(typed) ? { ok: true, value: typed } : { ok: false, message };
});

const privacyGiven = field(text, (typed): Parsed<true> => {
  const message = 'Donnez d’abord l’information sur la vie privée, puis cochez la case.';
  return typed === '' ? { ok: false, message } : { ok: true, value: true };
});

export const entryForm = z.object({
  name: line('Indiquez ses prénom et nom.', NAME_LENGTH),
  function: line('Indiquez sa fonction dans le PO.', NAME_LENGTH),
  email: optionalEmail(),
  cameBy,
  cameOn: date('Indiquez quand la demande est arrivée.'),
  message: paragraph(),
  privacyGiven,
});

/** For a PO that is not in the list. */
export const entryPoForm = z.object({
  poName: line('Indiquez le nom du PO.'),
  poAddress: line('Indiquez l’adresse du PO.'),
});

const CAME_BY_OPTIONS: Record<CameBy, string> = {
  telephone: 'Par téléphone',
  letter: 'Par lettre',
  counter: 'De vive voix, sur place',
  mail: 'Par mail',
};

export const ENTRY_PO_GROUP: FieldGroup = {
  id: 'po-typed',
  title: '',
  fields: [
    { kind: 'text', name: 'poName', label: 'Nom du PO', autocomplete: 'off' },
    {
      kind: 'text',
      name: 'poAddress',
      label: 'Adresse du PO',
      hint: 'Rue, numéro, code postal et localité.',
      autocomplete: 'off',
    },
  ],
};

export const ENTRY_AUTHOR_GROUP: FieldGroup = {
  id: 'author',
  title: '',
  fields: [
    { kind: 'text', name: 'name', label: 'Prénom et nom', autocomplete: 'off', width: 'medium' },
    { kind: 'text', name: 'function', label: 'Fonction dans le PO', autocomplete: 'off', width: 'medium' },
    {
      kind: 'email',
      name: 'email',
      label: 'Adresse mail',
      hint: 'Elle recevra la référence et le lien de suivi. Sans adresse, personne ne sera prévenu par mail.',
      optional: true,
      autocomplete: 'off',
    },
  ],
};

export const ENTRY_COMING_GROUP: FieldGroup = {
  id: 'coming',
  title: '',
  fields: [
    {
      kind: 'radio',
      name: 'cameBy',
      label: 'Comment la demande est-elle arrivée\u00a0?',
      options: CAME_BY.map((value) => ({ value, label: CAME_BY_OPTIONS[value] })),
    },
    {
      kind: 'date',
      name: 'cameOn',
      label: 'Quand\u00a0?',
      hint: 'Le jour de l’appel, ou celui où la lettre est arrivée.',
    },
  ],
};

export const ENTRY_MESSAGE_GROUP: FieldGroup = {
  id: 'message',
  title: '',
  fields: [
    {
      kind: 'textarea',
      name: 'message',
      label: 'Ce qu’il est utile de savoir en plus',
      hint: 'Ce que la personne a dit ou écrit d’autre. Elle pourra le relire sur sa page de suivi.',
      optional: true,
      rows: 3,
    },
  ],
};

export const ENTRY_PRIVACY_GROUP: FieldGroup = {
  id: 'privacy',
  title: '',
  fields: [
    {
      kind: 'checkbox',
      name: 'privacyGiven',
      label: 'L’information «\u00a0Vie privée\u00a0» a été donnée',
      hint: 'Lue au téléphone, remise sur place, ou envoyée.',
    },
  ],
};

/** Every field of the page, in its order. */
export const ENTRY_GROUPS: readonly FieldGroup[] = [
  ENTRY_PO_GROUP,
  ENTRY_AUTHOR_GROUP,
  ENTRY_COMING_GROUP,
  ENTRY_MESSAGE_GROUP,
  ENTRY_PRIVACY_GROUP,
];
