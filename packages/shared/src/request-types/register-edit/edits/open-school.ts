import * as z from 'zod/mini';
import { EMPTY_ADDRESS, EMPTY_DATE } from '../../fields.ts';
import { address, line, mandateDateRule, optionalDate } from '../../form-schema.ts';
import { onDay, sayAddress, sayDate } from '../../format-answers.ts';
import { storedAddress, storedDate, storedText } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { openSchool as planSchool } from '../../plan-schools.ts';
import type { EditKind } from '../edit-kind.ts';

const values = z.strictObject({ name: storedText, address: storedAddress, on: z.nullable(storedDate) });

/** A school of the PO begins. */
export const openSchool: EditKind<z.infer<typeof values>> = {
  title: 'Ajouter une école',
  explanation: 'Son numéro FASE viendra du registre officiel, à la prochaine importation.',
  on: 'po',
  groups: [
    {
      id: 'school',
      title: 'École',
      fields: [
        { kind: 'text', name: 'name', label: 'Nom de l’école', autocomplete: 'off' },
        { kind: 'address', name: 'address', label: 'Adresse de l’école' },
        { kind: 'date', name: 'on', label: 'Date d’ouverture', optional: true },
      ],
    },
  ],
  form: z.object({
    name: line('Indiquez le nom de l’école.'),
    address: address('Indiquez l’adresse de l’école.'),
    on: optionalDate(mandateDateRule),
  }),
  values,
  toForm: () => ({ name: '', address: { ...EMPTY_ADDRESS }, on: { ...EMPTY_DATE } }),
  sentence: ({ name, on }) => `Ajouter l’école «\u00a0${name}\u00a0»${on ? `, qui ouvre ${onDay(on)}` : ''}`,
  answers: ({ name, address: place, on }) => [
    ['Nom de l’école', 'name', name],
    ['Adresse de l’école', 'address', sayAddress(place)],
    ['Date d’ouverture', 'on', sayDate(on)],
  ],
  plan: (asked, { facts, today, draft, key }) => {
    if (asked.on) findFarDate('L’ouverture de l’école', asked.on, today, 'on', draft);
    planSchool({ ...asked, key }, facts, draft);
  },
};
