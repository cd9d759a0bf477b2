import * as z from 'zod/mini';
import { formatFieldValue, PO_FIELD_LABELS } from '../../../effects/describe-effect.ts';
import type { PoField } from '../../../effects/world.ts';
import { EMPTY_ADDRESS, type FieldGroup } from '../../fields.ts';
import { address, line, optionalEmail, optionalEnterpriseNumber, optionalPhone } from '../../form-schema.ts';
import { joinWords } from '../../format-answers.ts';
import { storedAddress, storedText } from '../../payload-schema.ts';
import { planPoFields } from '../../plan-po-fields.ts';
import type { EditKind } from '../edit-kind.ts';

const values = z.partial(
  z.strictObject({
    name: storedText,
    enterpriseNumber: z.nullable(storedText),
    contactEmail: z.nullable(storedText),
    contactPhone: z.nullable(storedText),
    address: storedAddress,
  }),
);
type Values = z.infer<typeof values>;

const groups: FieldGroup[] = [
  {
    id: 'po',
    title: 'Le PO',
    fields: [
      { kind: 'text', name: 'name', label: 'Nom du PO', autocomplete: 'off' },
      {
        kind: 'text',
        name: 'enterpriseNumber',
        label: 'Numéro d’entreprise (BCE)',
        optional: true,
        inputMode: 'numeric',
        width: 'medium',
      },
      { kind: 'email', name: 'contactEmail', label: 'Adresse mail de contact', optional: true, autocomplete: 'off' },
      { kind: 'tel', name: 'contactPhone', label: 'Téléphone de contact', optional: true, autocomplete: 'off' },
      { kind: 'address', name: 'address', label: 'Adresse du PO' },
    ],
  },
];

const NOUNS: Record<PoField, string> = {
  name: 'le nom',
  enterpriseNumber: 'le numéro d’entreprise',
  contactEmail: 'l’adresse mail de contact',
  contactPhone: 'le téléphone de contact',
  address: 'l’adresse',
};

const fieldsOf = (asked: Values) => Object.keys(asked) as PoField[];

/** What is recorded about a PO itself: name, enterprise number, contacts, address. */
export const setPoFields: EditKind<Values> = {
  title: 'Modifier le PO',
  on: 'po',
  partial: true,
  groups,
  form: z.object({
    name: line('Indiquez le nom du PO.'),
    enterpriseNumber: optionalEnterpriseNumber(),
    contactEmail: optionalEmail(),
    contactPhone: optionalPhone(),
    address: address('Indiquez l’adresse du PO.'),
  }),
  values,
  phones: ['contactPhone'],
  toForm: ({ poId }, world) => {
    const po = world.pos[poId];
    return {
      name: po?.name ?? '',
      enterpriseNumber: po?.enterpriseNumber ? formatFieldValue('enterpriseNumber', po.enterpriseNumber) : '',
      contactEmail: po?.contactEmail ?? '',
      contactPhone: po?.contactPhone ? formatFieldValue('contactPhone', po.contactPhone) : '',
      address: po?.address ?? EMPTY_ADDRESS,
    };
  },
  sentence: (asked) => `Modifier ${joinWords(fieldsOf(asked).map((field) => NOUNS[field]))} du PO`,
  answers: (asked) =>
    fieldsOf(asked).map((field) => [PO_FIELD_LABELS[field], field, formatFieldValue(field, asked[field])]),
  plan: (asked, { target, draft }) => {
    const po = draft.world.pos[target.poId];
    if (po) planPoFields(po, asked, draft);
  },
};
