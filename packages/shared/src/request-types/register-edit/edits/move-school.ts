import * as z from 'zod/mini';
import { sameAddress } from '../../../domain/postal-address.ts';
import { EMPTY_ADDRESS } from '../../fields.ts';
import { address } from '../../form-schema.ts';
import { sayAddress } from '../../format-answers.ts';
import { storedAddress } from '../../payload-schema.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetSchool } from '../edit-target.ts';

const values = z.strictObject({ address: storedAddress });

/** A school moves, or its address was recorded wrong. */
export const moveSchool: EditKind<z.infer<typeof values>> = {
  title: 'Changer l’adresse de l’école',
  on: 'school',
  groups: [
    { id: 'address', title: 'Adresse', fields: [{ kind: 'address', name: 'address', label: 'Adresse de l’école' }] },
  ],
  form: z.object({ address: address('Indiquez l’adresse de l’école.') }),
  values,
  toForm: ({ schoolId }, world) => ({ address: world.schools[schoolId ?? '']?.address ?? EMPTY_ADDRESS }),
  sentence: ({ address: place }, { name }) => `Changer l’adresse de «\u00a0${name}\u00a0»\u00a0: ${place.locality}`,
  answers: ({ address: place }) => [['Nouvelle adresse de l’école', 'address', sayAddress(place)]],
  plan: ({ address: to }, step) => {
    const school = targetSchool(step);
    if (school && !sameAddress(school.address, to))
      step.draft.add({ kind: 'move-school', schoolId: school.id, from: school.address, to });
  },
};
