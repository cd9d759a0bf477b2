import { line } from '@guichet/shared/request-types/form-schema';
import * as z from 'zod/mini';
import type { StepForm } from './step-form.ts';

export type TypedPo = { name: string; address: string };

/** A PO that the list does not know; the secretariat finds out which one is meant. */
export const typedPoForm = {
  form: z.object({ name: line('Indiquez le nom du PO.'), address: line('Indiquez l’adresse du PO.') }),
  groups: [
    {
      id: 'po',
      title: '',
      fields: [
        { kind: 'text', name: 'name', label: 'Nom du PO', autocomplete: 'off' },
        {
          kind: 'text',
          name: 'address',
          label: 'Adresse du PO',
          hint: 'Rue, numéro, code postal et localité.',
          autocomplete: 'off',
        },
      ],
    },
  ],
} satisfies StepForm<TypedPo>;
