import * as z from 'zod/mini';
import { parseFase } from '../../../domain/identifiers.ts';
import { formatFieldValue } from '../../../effects/describe-effect.ts';
import { EMPTY_ADDRESS, EMPTY_DATE } from '../../fields.ts';
import {
  address,
  date,
  field,
  line,
  mandateDateRule,
  optionalEmail,
  optionalEnterpriseNumber,
  optionalPhone,
  type Parsed,
} from '../../form-schema.ts';
import { onDay, sayAddress, sayDate } from '../../format-answers.ts';
import { storedAddress, storedDate, storedText } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import type { EditKind } from '../edit-kind.ts';

const contact = z.nullable(storedText);
const values = z.strictObject({
  ...{ fase: z.int(), name: storedText, enterpriseNumber: contact, address: storedAddress },
  ...{ contactEmail: contact, contactPhone: contact, on: storedDate },
});

const fase = field(z._default(z.string(), ''), (text): Parsed<number> => {
  const value = parseFase(text);
  return value === null
    ? { ok: false, message: 'Indiquez le numéro FASE : six chiffres au plus.' }
    : { ok: true, value };
});

/** A PO begins; its schools and its members come by other edits. */
export const foundPo: EditKind<z.infer<typeof values>> = {
  title: 'Ajouter un PO',
  explanation: 'Ses écoles et ses membres s’ajoutent ensuite, depuis son dossier.',
  on: 'new-po',
  needsReason: true,
  groups: [
    {
      id: 'po',
      title: 'Le PO',
      fields: [
        { kind: 'text', name: 'fase', label: 'Numéro FASE', inputMode: 'numeric', width: 'medium' },
        { kind: 'text', name: 'name', label: 'Nom du PO', autocomplete: 'off' },
        {
          ...{ kind: 'text', name: 'enterpriseNumber', label: 'Numéro d’entreprise (BCE)' },
          ...{ optional: true, inputMode: 'numeric', width: 'medium' },
        },
        { kind: 'address', name: 'address', label: 'Adresse du PO' },
        { kind: 'email', name: 'contactEmail', label: 'Adresse mail de contact', optional: true, autocomplete: 'off' },
        { kind: 'tel', name: 'contactPhone', label: 'Téléphone de contact', optional: true, autocomplete: 'off' },
        { kind: 'date', name: 'on', label: 'Premier jour', hint: 'Par exemple 1 9 2026.' },
      ],
    },
  ],
  form: z.object({
    fase,
    name: line('Indiquez le nom du PO.'),
    enterpriseNumber: optionalEnterpriseNumber(),
    address: address('Indiquez l’adresse du PO.'),
    contactEmail: optionalEmail(),
    contactPhone: optionalPhone(),
    on: date('Indiquez le premier jour du PO.', mandateDateRule),
  }),
  values,
  phones: ['contactPhone'],
  toForm: () => ({
    ...{ fase: '', name: '', enterpriseNumber: '', contactEmail: '', contactPhone: '' },
    ...{ address: { ...EMPTY_ADDRESS }, on: { ...EMPTY_DATE } },
  }),
  sentence: ({ name, fase: number, on }) => `Ajouter le PO «\u00a0${name}\u00a0», FASE ${number}, ${onDay(on)}`,
  answers: ({ fase: number, name, enterpriseNumber, address: place, contactEmail, contactPhone, on }) => [
    ['Numéro FASE', 'fase', String(number)],
    ['Nom du PO', 'name', name],
    [
      'Numéro d’entreprise (BCE)',
      'enterpriseNumber',
      enterpriseNumber && formatFieldValue('enterpriseNumber', enterpriseNumber),
    ],
    ['Adresse du PO', 'address', sayAddress(place)],
    ['Adresse mail de contact', 'contactEmail', contactEmail],
    ['Téléphone de contact', 'contactPhone', contactPhone && formatFieldValue('contactPhone', contactPhone)],
    ['Premier jour', 'on', sayDate(on)],
  ],
  probe: ({ fase: number }) => ({ fases: [number] }),
  plan: (asked, { target, facts, today, draft }) => {
    const { poId, newInRegion: regionId } = target;
    if (regionId === undefined) throw new Error('A PO is founded in a secretariat, and the order names none.');
    const known = Object.values(draft.world.pos).find((po) => po.fase === asked.fase);
    if (known) {
      draft.find('blocking', 'fase-taken', `Le numéro FASE ${asked.fase} est celui de ${known.name}.`, {
        field: 'fase',
      });
      return;
    }
    findFarDate('Le premier jour', asked.on, today, 'on', draft);
    const alike = facts.poCandidates.map((po) => `${po.name} (FASE ${po.fase}, ${po.reason})`);
    if (alike.length > 0)
      draft.find('warning', 'po-alike', `Un PO de ce nom est peut-être déjà connu : ${alike.join(' ; ')}.`, {
        field: 'name',
      });
    draft.add({ kind: 'found-po', poId, regionId, ...asked });
  },
};
